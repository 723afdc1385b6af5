# SPDX-License-Identifier: GPL-3.0-or-later
"""Faults put on purpose, one kind at a time: an oracle that cannot fail proves nothing."""
import dataclasses

from ledger import takes_party


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
    """The oracle dates the last entry of the first year into the second."""

    def later(entries):
        if len(twin.books.years) > 1:
            entries[-1].date = twin.books.years[1].first
        return entries

    spoil(twin, later)


def spoil(twin, change):
    """Changes what the oracle keeps of each batch, after coop has it."""
    save = twin.save

    def spoiled(entries, way, posted=False):
        save(entries, way, posted)
        kept = twin.books.entries[: -len(entries)]
        twin.books.entries[:] = kept + change(entries)

    twin.save = spoiled


KINDS = {"cell": cell, "entry": entry, "party": party, "day": day}


def put(kind, twin, survey, chance):
    KINDS[kind](twin, survey, chance)
