# SPDX-License-Identifier: GPL-3.0-or-later
"""What coop reports against what the oracle computes, cell by cell."""
import collections

import statements
from coop import cents_of
from files import read_fec
from ledger import OPENING, ORDINARY, by_account, takes_party


class Difference(AssertionError):
    """Cells that differ: `lines` names the command, the cell and both amounts."""

    def __init__(self, lines):
        super().__init__("\n".join(lines))
        self.lines = lines


def compare(command, wanted, got, nil=0):
    """Refuses any cell that differs; a cell that one side lacks is nil there."""
    lines = [
        f"{command}: {' / '.join(map(str, cell))}: "
        f"coop {got.get(cell, nil)}, oracle {wanted.get(cell, nil)}"
        for cell in sorted({*wanted, *got}, key=str)
        if wanted.get(cell, nil) != got.get(cell, nil)
    ]
    if lines:
        raise Difference(lines)
    return len(wanted)


class Survey:
    """Compares reports of a book; counts the cells that agreed.

    `fault` is given each answer of coop before it is compared: a self test changes a cell there.
    """

    def __init__(self, coop, books, chance, fault=None):
        self.coop = coop
        self.books = books
        self.chance = chance
        self.fault = fault or (lambda cells: cells)
        self.cells = 0

    def check(self, words, wanted, got):
        self.cells += compare(" ".join(words), wanted, self.fault(got))

    def report(self, words, wanted):
        self.check(words, wanted, self.coop.cells(*words))

    def year(self, place):
        """Every statement of one year, with drafts and without, and what each entry is."""
        books, name = self.books, self.books.years[place].name
        for posted in (False, True):
            more = ["--posted"] * posted
            words = ["report", "balance", "--year", name, *more]
            wanted = statements.balance(books, place, posted)
            if self.chance.random() < 0.3:
                got = self.coop.csv_cells("balance", "account", *words)
                self.check([*words, "--csv", "intl"], wanted, got)
            else:
                self.report(words, wanted | statements.closings(books, place, posted))
            self.report(
                ["report", "balance-auxiliaire", "--year", name, *more],
                statements.auxiliary(books, place, posted),
            )
            self.report(
                ["report", "bilan", "--year", name, "--columns", "n", *more],
                statements.bilan(books, place, posted),
            )
            self.report(
                ["report", "resultat", "--year", name, *self.columns(place), *more],
                self.resultat(place, posted),
            )
        self.period(place)
        self.roles(place)

    def roles(self, place):
        """Openings and closing entries, by their labels; those that a close wrote are coop's."""
        words = ["report", "journal", "--year", self.books.years[place].name]
        rows = self.coop.document(*words)["tables"][0]["rows"]
        got = {
            ("role", row["cells"]["label"]): row["cells"]["role"]
            for row in rows
            if row["key"] != "total" and row["cells"]["role"]
        }
        wanted = {
            ("role", entry.label): entry.role
            for entry in self.books.of_year(place)
            if entry.role != ORDINARY
        }
        labels = {entry.label for entry in self.books.entries}
        got = {key: role for key, role in got.items() if key[1] in labels}
        self.cells += compare(" ".join(words), wanted, got, ORDINARY)

    def openings(self):
        """`check` names each account by which a booked opening is not the computed one."""
        notes = self.coop.document("check", code=(0, 1))["notes"]
        got = {
            ("differs", note["args"]["year"], note["args"]["account"]): True
            for note in notes
            if note["id"].startswith("check.opening-differs")
        }
        wanted = {
            ("differs", year.name, account): True
            for place, year in enumerate(self.books.years)
            for account, _ in self.books.gap(place)
        }
        self.cells += compare("check", wanted, got, False)

    def columns(self, place):
        """N-1 beside N where both years follow one regulation."""
        both = (
            place > 0
            and self.books.years[place].regulation is self.books.years[place - 1].regulation
        )
        return ["--columns", "n-1,n" if both else "n"]

    def resultat(self, place, posted):
        wanted = statements.resultat(self.books, place, posted)
        if self.columns(place)[1] == "n-1,n":
            wanted |= statements.resultat(self.books, place - 1, posted, "n-1")
        return wanted

    def period(self, place):
        """A balance between two days of the year."""
        year = self.books.years[place]
        days = sorted(
            year.first + self.chance.random() * (year.last - year.first) for _ in range(2)
        )
        self.report(
            ["report", "balance", "--from", str(days[0]), "--to", str(days[1])],
            statements.balance(self.books, place, False, *days),
        )

    def results(self):
        """The result that `year list` gives of each year."""
        wanted = {
            ("years", year.name, "result"): self.books.result(place)
            for place, year in enumerate(self.books.years)
        }
        self.report(["year", "list"], {cell: cents for cell, cents in wanted.items() if cents})

    def fec(self, place):
        """The FEC of a year without drafts: opening and movements, nothing that settles 6 and 7.

        It holds the opening that is posted, right or wrong, else the computed one.
        """
        books, name = self.books, self.books.years[place].name
        words = ["export", "fec", "--year", name, "-o", "-"]
        got = collections.Counter()
        for row in read_fec(self.coop.run(*words)):
            kind = OPENING if row["JournalCode"] == "AN" else ORDINARY
            cents = cents_of(row["Debit"].replace(",", ".")) - cents_of(
                row["Credit"].replace(",", ".")
            )
            got[kind, row["CompteNum"], row["CompAuxLib"]] += cents
        wanted = collections.Counter()
        used = {line.account for entry in books.of_year(place) for line in entry.lines}
        used |= {account for account, _ in books.opening(place, True)}
        opening = books.booked(place) or books.opening(place, True)
        for kind, sums in ((OPENING, opening), (ORDINARY, books.moved(place, True))):
            for (account, party), cents in sums.items():
                wanted[
                    kind, three_digits(account, used), party if takes_party(account) else ""
                ] += cents
        self.check(words, wanted, got)

    def whole(self):
        for place in range(len(self.books.years)):
            self.year(place)
            entries = self.books.of_year(place)
            if entries and all(
                entry.posted
                for entry in self.books.entries
                if self.books.year_at(entry.date) <= place
            ):
                self.fec(place)
        self.results()
        self.openings()
        self.properties()

    def properties(self):
        """What must hold of the oracle itself: it proves nothing by being wrong in the same way."""
        books = self.books
        for place in range(1, len(books.years)):
            opened, closed = by_account(books.opening(place)), by_account(books.closing(place - 1))
            result = books.result(place - 1)
            if result:
                closed["120" if result > 0 else "129"] -= result
            assert {k: v for k, v in opened.items() if v} == {k: v for k, v in closed.items() if v}
            assert sum(opened.values()) == 0, "an opening is balanced"


def three_digits(account, used):
    """A FEC wants three digits: 86 is 860, or 8600 beside a true 860."""
    padded = account
    while len(padded) < 3 or (padded != account and padded in used):
        padded += "0"
    return padded
