# SPDX-License-Identifier: GPL-3.0-or-later
"""What an entry is: opening, ordinary or closing.

Decided when it is saved and again when it is posted, by the balances then in the books, drafts
included; for a file, by those of the whole file. No later entry changes it.
"""
import collections

from ledger import CLOSING, OPENING, ORDINARY, in_bilan, in_result, nonzero, party_of


def decide(books, entries):
    """Gives each of these entries, which are in the books, its role."""
    for entry in entries:
        entry.role = role_of(books, entry)


def decide_file(books, entries):
    """The same of a file; returns those of its openings that the books have already.

    What opens a year goes to AN, whatever the file calls it.

    That is the entries of one journal and one first day which, taken together, are the closing of
    the year before. Where that is closed, its opening is written.
    """
    known = []
    decide(books, entries)
    groups = collections.defaultdict(list)
    for entry in entries:
        place = books.year_at(entry.date)
        if entry.date == books.years[place].first:
            groups[place, entry.journal].append(entry)
    for place, journal in sorted(groups):
        group = groups[place, journal]
        sums = collections.Counter()
        for entry in group:
            for line in entry.lines:
                sums[line.account, party_of(line)] += line.cents
        if place and nonzero(sums) and nonzero(sums) == books.opening(place):
            for entry in group:
                entry.journal = "AN"
            decide(books, group)
            known += group if place <= books.closed else []
    return known


def role_of(books, entry):
    """A reversal is what it reverses, whatever its date."""
    if entry.reverses is not None:
        return entry.reverses.role
    if opens(books, entry):
        return OPENING
    return CLOSING if settles(books, entry) else ORDINARY


def opens(books, entry):
    """Journal AN, first day, accounts of the bilan, or 890 for what an import leaves unbalanced."""
    return (
        entry.journal == "AN"
        and entry.date == books.years[books.year_at(entry.date)].first
        and all(in_bilan(line.account) or line.account.startswith("890") for line in entry.lines)
    )


def settles(books, entry):
    """Charges and produits to 12 on the last day, all it touches brought to nil (LPF A47 A-1)."""
    place = books.year_at(entry.date)
    touched = {line.account for line in entry.lines if in_result(line.account)}
    others = {line.account[:2] for line in entry.lines if not in_result(line.account)}
    if entry.date != books.years[place].last or not touched or others != {"12"}:
        return False
    return not touched & set(books.left(place, entry))
