# SPDX-License-Identifier: GPL-3.0-or-later
"""Faults put on purpose, one kind at a time: an oracle that cannot fail proves nothing."""
import dataclasses

from ledger import OPENING, ORDINARY, takes_party


def cell(twin, survey, chance):
    """One cent more in one cell of what coop answered."""

    def change(cells):
        if cells and chance.random() < 0.2:
            cells[chance.choice(sorted(cells, key=str))] += 1
        return cells

    survey.fault = change


def entry(twin, survey, chance):
    """The oracle forgets the first entry that was saved."""
    spoil(twin, lambda entries: entries[1:])


def party(twin, survey, chance):
    """The oracle gives a line of the first entry with one to somebody else."""

    def other(entries):
        for entry_ in entries:
            entry_.lines = [
                dataclasses.replace(line, party="Personne") if takes_party(line.account) else line
                for line in entry_.lines
            ]
        return entries

    spoil(twin, other)


def day(twin, survey, chance):
    """The oracle dates an entry into the second year."""

    def later(entries):
        if entries and len(twin.books.years) > 1:
            entries[0].date = twin.books.years[1].first
        return entries

    spoil(twin, later)


def closing(twin, survey, chance):
    """The oracle takes what settles charges and produits for ordinary entries."""

    def ordinary(entries):
        for entry_ in entries:
            entry_.role = OPENING if entry_.role == OPENING else ORDINARY
        return entries

    spoil(twin, ordinary)


def spoil(twin, change):
    """Changes what the oracle keeps of each batch, after coop has it."""
    save = twin.save

    def spoiled(entries, way, posted=False):
        save(entries, way, posted)
        saved = [entry for entry in entries if entry in twin.books.entries]
        kept = [entry for entry in twin.books.entries if entry not in saved]
        twin.books.entries[:] = kept + change(saved)

    twin.save = spoiled


KINDS = {"cell": cell, "entry": entry, "party": party, "day": day, "closing": closing}


def put(kind, twin, survey, chance):
    KINDS[kind](twin, survey, chance)
