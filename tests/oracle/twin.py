# SPDX-License-Identifier: GPL-3.0-or-later
"""One life of books, lived twice: by coop and by the oracle's own list of entries."""
import collections
import shlex

import files
import roles
from ledger import Books, Entry, Line


class Twin:
    """Every method changes both; a command of coop that ends otherwise than it must is an error."""

    def __init__(self, coop):
        self.coop = coop
        self.books = Books()
        self.written = 0

    def open_year(self, year):
        span = f"{year.first}..{year.last}"
        more = (
            []
            if year.regulation.first <= year.first <= year.regulation.last
            else ["--regulation", year.regulation.name]
        )
        more += ["--name", year.name] if year.named else []
        if self.books.years:
            self.coop.run("year", "add", span, *more)
        else:
            self.coop.run(
                "init",
                "book.coop",
                "--name",
                "Essai",
                "--siren",
                "732829320",
                "--year",
                span,
                *more[:2],
            )
        self.books.years.append(year)

    def save(self, entries, way, posted=False):
        """Writes entries by one of csv, ndjson, add, fec; a FEC is all of one year."""
        self.written += 1
        if way == "add":
            lines = [files.as_command(entry, *["--post"] * posted) + "\n" for entry in entries]
            name = self.coop.write(f"{self.written}.txt", "".join(lines))
            self.coop.run("run", name)
        elif way == "fec":
            for entry in entries:
                entry.posted = posted
            name = self.coop.write(
                f"{self.written}.fec", files.as_fec(entries, self.fec_numbers(entries))
            )
            self.coop.run("import", "fec", name)
        else:
            text = files.as_csv(entries) if way == "csv" else files.as_ndjson(entries)
            name = self.coop.write(f"{self.written}.{way}", text)
            self.coop.run("import", way, name, *["--post"] * posted)
        self.books.entries += entries
        roles.decide(self.books, entries)
        if posted:
            self.seal(entries)

    def fec_numbers(self, entries):
        """{label: EcritureNum}: counted by journal in an empty year, else names of its own."""
        place = self.books.year_at(entries[0].date)
        if self.books.of_year(place):
            return {entry.label: f"X{entry.label}" for entry in entries}
        counts = collections.Counter()
        numbers = {}
        for entry in entries:
            counts[entry.journal] += 1
            numbers[entry.label] = str(counts[entry.journal])
        return numbers

    def seal(self, entries):
        """Posted: what an entry is, it stays."""
        for entry in entries:
            entry.posted = True
        roles.decide(self.books, entries)

    def inkind(self, label, day, kind, cents, project=""):
        """A contribution that coop books by itself, at a value."""
        use, source = self.books.years[self.books.year_at(day)].regulation.inkind[kind]
        self.coop.run(
            "inkind",
            "add",
            "--date",
            str(day),
            "--kind",
            kind,
            "--value",
            f"{cents // 100}.{cents % 100:02}",
            "--method",
            "prix du marché",
            "--label",
            label,
            "--piece",
            "P",
            *(["--project", project] if project else []),
        )
        self.books.entries.append(
            Entry(
                label,
                day,
                "OD",
                [Line(use, cents, project=project), Line(source, -cents, project=project)],
            )
        )

    def post(self, day):
        """Everything up to a day."""
        drafts = [entry for entry in self.books.entries if not entry.posted and entry.date <= day]
        self.coop.run("ledger", "post", "--to", str(day))
        self.seal(drafts)

    def post_some(self, entries):
        ids = self.coop.ids()
        self.coop.run("ledger", "post", *(ids[entry.label] for entry in entries))
        self.seal(entries)

    def reverse(self, entry, day, label):
        """A reversal is a draft like any other; a label is given to find it again."""
        number = self.coop.ids()[entry.label]
        self.coop.run("ledger", "reverse", number, "--reason", "Erreur", "--date", str(day))
        latest = max(self.coop.ids().values(), key=int)
        self.coop.run("ledger", "edit", latest, "--label", label)
        back = Entry(
            label,
            day,
            entry.journal,
            [Line(line.account, -line.cents, line.party, line.project) for line in entry.lines],
            reverses=entry,
        )
        self.books.entries.append(back)
        roles.decide(self.books, [back])
        return back

    def lock(self, place):
        self.coop.run("year", "lock", self.books.years[place].name)

    def close(self, place):
        self.coop.run("year", "close", self.books.years[place].name, "--yes")

    def projects(self, names):
        text = "".join(shlex.join(["project", "add", name]) + "\n" for name in names)
        self.coop.run("run", self.coop.write("projects.txt", text))
