# SPDX-License-Identifier: GPL-3.0-or-later
"""What an entry is: opening, ordinary or closing.

Decided when it is saved and again when it is posted, by the balances then in the books, drafts
included; for a file, by those of the whole file. No later entry changes it.
"""
from ledger import CLOSING, OPENING, ORDINARY, in_bilan, in_result


def decide(books, entries):
    for entry in entries:
        entry.role = role_of(books, entry)


def role_of(books, entry):
    if entry.reverses is not None:
        return entry.reverses.role
    if opens(books, entry):
        return OPENING
    return CLOSING if settles(books, entry) else ORDINARY


def opens(books, entry):
    """Of a first year that is taken over: journal AN, first day, accounts of the bilan."""
    return (
        books.year_at(entry.date) == 0
        and entry.journal == "AN"
        and entry.date == books.years[0].first
        and all(in_bilan(line.account) or line.account.startswith("890") for line in entry.lines)
    )


def settles(books, entry):
    """Charges and produits to 12 on the last day, all it touches brought to nil (LPF A47 A-1)."""
    place = books.year_at(entry.date)
    touched = {line.account for line in entry.lines if in_result(line.account)}
    to_result = [line for line in entry.lines if line.account.startswith("12")]
    if entry.date != books.years[place].last or not touched or not to_result:
        return False
    if any(
        not in_result(line.account) and not line.account.startswith("12") for line in entry.lines
    ):
        return False
    return all(
        sum(
            line.cents
            for other in books.of_year(place)
            for line in other.lines
            if line.account == account
        )
        == 0
        for account in touched
    )
