# SPDX-License-Identifier: GPL-3.0-or-later
"""The statements of one year, as {(table, row, column): cents}; a cell that is not there is nil."""
import collections

from ledger import by_account, in_bilan, in_result, CLOSING


def sides(cells, table, row, column, cents):
    """Puts a balance in the column of its side."""
    if cents:
        cells[table, row, f"{column}_debit" if cents > 0 else f"{column}_credit"] = abs(cents)


def balance(books, place, posted=False, first=None, last=None):
    """Opening, movements and closing of each account over a period of the year.

    Before closing entries, which are outside the statements.
    """
    opening = by_account(books.opening(place, posted))
    if first is not None:
        opening.update(by_account(books.moved(place, posted, before=first)))
    moved = collections.Counter()
    debit, credit = collections.Counter(), collections.Counter()
    for entry in books.of_year(place, posted):
        if entry.role == "ordinary" and (first is None or first <= entry.date <= last):
            for line in entry.lines:
                moved[line.account] += line.cents
                (debit if line.cents > 0 else credit)[line.account] += abs(line.cents)
    cells = {}
    for account in sorted({*opening, *moved}):
        sides(cells, "balance", account, "opening", opening[account])
        sides(cells, "balance", account, "closing", opening[account] + moved[account])
        for column, sums in (("debit", debit), ("credit", credit)):
            if sums[account]:
                cells["balance", account, column] = sums[account]
    totals = collections.Counter()
    for (_, _, column), cents in cells.items():
        totals["balance", "total", column] += cents
    return {**cells, **totals}


def closings(books, place, posted=False):
    """The sum of closing entries, account by account."""
    cells = {}
    for account, cents in by_account(books.moved(place, posted, CLOSING)).items():
        if cents:
            cells["closing", account, "debit" if cents > 0 else "credit"] = abs(cents)
    return cells


def resultat(books, place, posted=False, column="n"):
    """Charges, produits, result and contributions in kind (ANC 2018-06 art. 422-1)."""
    layout = books.years[place].regulation.resultat
    moved = by_account(books.moved(place, posted))
    filled = layout.fill(
        (account, cents)
        for account, cents in moved.items()
        if in_result(account) or account[:2] in ("86", "87")
    )
    return {
        ("resultat", key, column): cents
        for (key, _), cents in filled.items()
        if cents and key not in layout.hidden
    }


def bilan(books, place, posted=False):
    """Actif and passif (art. 421-1), neither accounts nor third parties netted (PCG 1011-5)."""
    layout = books.years[place].regulation.bilan
    held = [
        (account, cents)
        for (account, _), cents in books.closing(place, posted).items()
        if in_bilan(account)
    ]
    held += [
        (account, cents)
        for (account, _), cents in books.moved(place, posted).items()
        if in_result(account)
    ]
    cells = collections.Counter()
    for (key, column), cents in layout.fill(held).items():
        if layout.side[key] == "actif":
            cells["actif", key, column] += cents
            cells["actif", key, "net"] += cents if column == "gross" else -cents
        else:
            cells["passif", key, "n"] += cents
    return {cell: cents for cell, cents in cells.items() if cents and cell[1] not in layout.hidden}
