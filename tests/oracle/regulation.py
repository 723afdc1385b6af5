# SPDX-License-Identifier: GPL-3.0-or-later
"""Charts and layouts, from schemas/regulations/: which line of which statement an account feeds.

The law behind each line is in the column `basis` of the files (ANC 2018-06 art. 421-1 and 422-1,
CRC 99-01, PCG). All amounts are whole cents, debits positive.
"""
import collections
import csv
import datetime
import pathlib


class Row:
    """One printed line of a statement."""

    def __init__(self, cells):
        self.key = cells["key"]
        self.side = cells["side"]
        self.role = cells["role"]
        self.gross = cells["gross"].split()
        self.deduction = cells["deduction"].split()
        self.sum = cells["sum"].split()
        self.hidden = "hidden" in cells["flags"].split()


class Layout:
    """A statement: a balance falls on the line of the longest beginning that fits its account."""

    def __init__(self, path):
        self.rows = [Row(cells) for cells in read(path)]
        self.hidden = {row.key for row in self.rows if row.hidden}
        self.side = {row.key: row.side for row in self.rows}
        self.beginnings = []
        self.memos = []
        for row in self.rows:
            for column, words in (("gross", row.gross), ("deduction", row.deduction)):
                for word in words:
                    if word.startswith("="):
                        self.memos.append((word[1:], row.key))
                    else:
                        beginning, _, sign = word.rstrip("-").partition(":")
                        self.beginnings.append((beginning, sign, row.key, column))

    def place(self, account, cents):
        """(key, column) of a balance, or None where no line takes it."""
        sign = "D" if cents > 0 else "C"
        fitting = [
            (len(beginning), key, column)
            for beginning, wanted, key, column in self.beginnings
            if account.startswith(beginning) and wanted in ("", sign)
        ]
        return max(fitting)[1:] if fitting else None

    def signed(self, key, column, cents):
        """A balance as its line prints it: credits are positive on the side of resources."""
        resources = self.side[key] in ("produits", "passif", "inkind-source")
        return -cents if resources or column == "deduction" else cents

    def fill(self, balances):
        """{(key, column): cents} of (account, cents) pairs; columns gross and deduction."""
        cells = collections.Counter()
        for account, cents in balances:
            if cents == 0:
                continue
            place = self.place(account, cents)
            if place is None:
                raise LookupError(f"no line takes {account}")
            cells[place] += self.signed(*place, cents)
            for beginning, key in self.memos:
                if account.startswith(beginning):
                    cells[key, "gross"] += self.signed(key, "gross", cents)
        for row in self.rows:
            for word in row.sum:
                factor = -1 if word.startswith("-") else 1
                for column in ("gross", "deduction"):
                    cells[row.key, column] += factor * cells[word.lstrip("-"), column]
        return cells


class Regulation:
    """What a year follows: its chart (account: normal side) and its two statements."""

    def __init__(self, folder, cells):
        self.name = cells["id"]
        self.family = cells["family"]
        self.first = date_or(cells["opened_from"], datetime.date.min)
        self.last = date_or(cells["opened_to"], datetime.date.max)
        self.chart = {row["code"]: row["side"] for row in read(folder / "chart.csv")}
        self.special = {
            row["code"] for row in read(folder / "chart.csv") if row["kind"] == "special"
        }
        self.inkind = {
            row["kind"]: (row["use"], row["source"]) for row in read(folder / "inkind.csv")
        }
        self.resultat = Layout(folder / "resultat.csv")
        self.bilan = Layout(folder / "bilan.csv")


def read(path):
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter=";"))


def date_or(text, other):
    return datetime.date.fromisoformat(text) if text else other


def load(source):
    """Every regulation of associations, oldest first."""
    folder = pathlib.Path(source, "schemas", "regulations")
    found = [
        Regulation(folder / cells["id"], cells)
        for cells in read(folder / "index.csv")
        if cells["family"] == "associations"
    ]
    return sorted(found, key=lambda regulation: regulation.first)


def of_date(regulations, day):
    """The regulation of a year that opens on `day` (accounting follows the opening date)."""
    return next(one for one in regulations if one.first <= day <= one.last)
