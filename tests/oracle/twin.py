# SPDX-License-Identifier: GPL-3.0-or-later
"""One life of books, lived twice: by coop and by the oracle's own list of entries."""
import collections
import shlex

import files
import roles
import rules
from coop import amount_of
from ledger import Books, Entry, Line

REFUSED = 3


class Twin:
    """Every method changes both; a command of coop that ends otherwise than it must is an error."""

    def __init__(self, coop):
        self.coop = coop
        self.books = Books()
        self.written = 0

    def begin(self, year, projects, journals):
        self.coop.run(*f"init book.coop --name Essai --siren 732829320 {self.span(year)}".split())
        self.books.years.append(year)
        words = [["project", "add", name] for name in projects]
        words += [["journal", "add", name, "--label", f"Journal {name}"] for name in journals]
        text = "".join(shlex.join(line) + "\n" for line in words)
        self.coop.run("run", self.coop.write("begin.txt", text))

    def open_year(self, year):
        """The year after the last, or the one before the first."""
        span = self.span(year).removeprefix("--year ")
        self.coop.run("year", "add", *span.split(), *(["--name", year.name] if year.named else []))
        if year.first > self.books.years[-1].first:
            self.books.years.append(year)
        else:
            self.books.years.insert(0, year)

    @staticmethod
    def span(year):
        usual = year.regulation.first <= year.first <= year.regulation.last
        early = "" if usual else f" --regulation {year.regulation.name}"
        return f"--year {year.first}..{year.last}{early}"

    def save(self, entries, way, posted=False):
        """Writes entries by one of csv, ndjson, add, fec; a FEC may be of several years."""
        self.written += 1
        name = f"{self.written}.{way}"
        if way == "add":
            text = "".join(
                files.as_command(entry, *["--post"] * posted) + "\n" for entry in entries
            )
            self.coop.run("run", self.coop.write(name, text))
            for entry in entries:
                self.take([entry], posted)
            return
        if way == "fec":
            text = files.as_fec(entries, self.fec_numbers(entries), posted)
            self.coop.run("import", "fec", self.coop.write(name, text), "--years")
            for entry in entries:
                entry.journal = "AN" if entry.journal == "RAN" else entry.journal
        else:
            text = files.as_csv(entries) if way == "csv" else files.as_ndjson(entries)
            self.coop.run("import", way, self.coop.write(name, text), *["--post"] * posted)
        self.take(entries, posted, roles.decide_file)

    def take(self, entries, posted, decide=roles.decide):
        self.books.entries += entries
        known = decide(self.books, entries) or []
        self.books.entries[:] = [entry for entry in self.books.entries if entry not in known]
        if posted:
            self.seal([entry for entry in entries if entry not in known])

    def fec_numbers(self, entries):
        """{label: EcritureNum}: counted by journal in an empty year, else names of its own."""
        counts = collections.Counter()
        numbers = {}
        for entry in entries:
            place = self.books.year_at(entry.date)
            counts[place, entry.journal] += 1
            counted = str(counts[place, entry.journal])
            numbers[entry.label] = f"X{entry.label}" if self.books.of_year(place) else counted
        return numbers

    def seal(self, entries):
        """Posted: what an entry is, it stays."""
        for entry in entries:
            entry.posted = True
        roles.decide(self.books, entries)

    def typed_opening(self, entry):
        """Nothing is typed in AN where the year before is in the books."""
        self.coop.run(*shlex.split(files.as_command(entry)), code=REFUSED)

    def refused(self, entry):
        """Nothing enters where the books are locked."""
        self.coop.run(*shlex.split(files.as_command(entry)), code=REFUSED)

    def inkind(self, label, day, kind, cents, project=""):
        """A contribution that coop books by itself, at a value."""
        use, source = self.books.years[self.books.year_at(day)].regulation.inkind[kind]
        words = f"inkind add --date {day} --kind {kind} --value {amount_of(cents)} --label {label}"
        more = ["--project", project] if project else []
        self.coop.run(*words.split(), "--method", "prix du marché", "--piece", "P", *more)
        lines = [Line(use, cents, project=project), Line(source, -cents, project=project)]
        self.take([Entry(label, day, "OD", lines)], False)

    def post(self, day):
        """Everything up to a day."""
        drafts = [entry for entry in self.books.entries if not entry.posted and entry.date <= day]
        if drafts:
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
        lines = [Line(line.account, -line.cents, line.party, line.project) for line in entry.lines]
        back = Entry(label, day, entry.journal, lines, reverses=entry)
        self.take([back], False)
        return back

    def lock(self, place):
        self.lock_to(self.books.years[place].last, self.books.years[place].name)

    def lock_to(self, day, name=None):
        """Through a day, or a whole year by its name."""
        may = rules.may_lock(self.books, day)
        how = [name] if name else ["--to", str(day)]
        self.coop.run("year", "lock", *how, code=0 if may else REFUSED)
        if may:
            self.books.locked = day

    def unlock(self, place):
        year = self.books.years[place]
        may = rules.may_unlock(self.books, place)
        self.coop.run(
            "year", "unlock", year.name, "--reason", "Correction", code=0 if may else REFUSED
        )
        if may:
            self.books.locked = self.books.years[place - 1].last if place else None

    def close(self, place):
        """Whether the year may close; coop must think the same."""
        year = self.books.years[place]
        may = rules.may_close(self.books, place)
        self.coop.run("year", "close", year.name, "--yes", code=0 if may else REFUSED)
        if may:
            self.books.closed += 1
            self.books.locked = max(self.books.locked or year.last, year.last)
        return may
