# SPDX-License-Identifier: GPL-3.0-or-later
"""The statements of one year, as {(table, row, column): cents}; a cell that is not there is nil."""
import collections

from ledger import CLOSING, ORDINARY, by_account, in_bilan, in_result


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
    debit, credit = collections.Counter(), collections.Counter()
    for entry in books.of_year(place, posted):
        if entry.role == ORDINARY and (first is None or first <= entry.date <= last):
            for line in entry.lines:
                (debit if line.cents > 0 else credit)[line.account] += abs(line.cents)
    cells = {}
    for account in sorted({*opening, *debit, *credit}):
        row(cells, "balance", account, opening[account], (debit[account], credit[account]))
    totals = collections.Counter()
    for (_, _, column), cents in cells.items():
        totals["balance", "total", column] += cents
    return {**cells, **totals}


def closings(books, place, posted=False):
    """What closing entries move: debits and credits of each account, and of all."""
    cells = collections.Counter()
    for entry in books.of_year(place, posted):
        for line in entry.lines if entry.role == CLOSING else ():
            for row in (line.account, "total"):
                cells["closing-entries", row, "debit" if line.cents > 0 else "credit"] += abs(
                    line.cents
                )
    return dict(cells)


def auxiliary(books, place, posted=False):
    """Opening, movements and closing of each third party of each account of class 4.

    Those of an account sum to its row of the balance, and its rows to the total.
    """
    opening = books.opening(place, posted)
    debit, credit = collections.Counter(), collections.Counter()
    for entry in books.of_year(place, posted):
        for line in entry.lines if entry.role == ORDINARY else ():
            if line.account[0] == "4":
                (debit if line.cents > 0 else credit)[line.account, line.party] += abs(line.cents)
    cells = {}
    keys = {key for key in {*opening, *debit, *credit} if key[0][0] == "4"}
    for account, party in sorted(keys):
        held = opening[account, party]
        moves = (debit[account, party], credit[account, party])
        row(cells, "balance-auxiliaire", f"{account}/{party}", held, moves)
    totals = collections.Counter()
    for account in sorted({account for account, _ in keys}):
        mine = [key for key in keys if key[0] == account]
        held = sum(opening[key] for key in mine)
        moves = [sum(sums[key] for key in mine) for sums in (debit, credit)]
        row(cells, "balance-auxiliaire", f"{account}.total", held, moves)
    for (table, key, column), cents in cells.items():
        if key.endswith(".total"):
            totals[table, "total", column] += cents
    return {**cells, **totals}


def row(cells, table, key, opening, moves):
    sides(cells, table, key, "opening", opening)
    sides(cells, table, key, "closing", opening + moves[0] - moves[1])
    for column, cents in zip(("debit", "credit"), moves):
        if cents:
            cells[table, key, column] = cents


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
