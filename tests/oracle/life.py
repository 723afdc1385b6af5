# SPDX-License-Identifier: GPL-3.0-or-later
"""A life of random books: years are opened, written, locked, closed, and looked at in between."""
import draw
import others
import rules
from ledger import CLOSING, OPENING, ORDINARY, Entry, Line

DAY = draw.DAY


class Life:
    def __init__(self, twin, draw_, years, survey):
        self.twin = twin
        self.books = twin.books
        self.draw = draw_
        self.chance = draw_.chance
        self.years = years
        self.survey = survey

    def live(self):
        first, *others_ = self.years
        last = others_.pop() if len(others_) > 1 and self.draw.maybe(0.3) else None
        if self.draw.maybe(0.15):
            first, others_[0] = others_[0], first
        at_once = self.draw.maybe(0.5)
        self.twin.begin(first, draw.PROJECTS, ["CL"])
        self.take_over(first)
        self.write(first)
        for year in others_ if at_once else []:
            self.twin.open_year(year)
        for at, year in enumerate(others_):
            if not at_once:
                self.twin.open_year(year)
            elif (
                at + 1 < len(others_) and year.last < others_[at + 1].first and self.draw.maybe(0.2)
            ):
                self.two_years(year)
            self.write(year)
            if self.draw.maybe(0.3):
                self.survey.year(self.books.years.index(year))
        self.survey.whole()
        self.later()
        self.end()
        if last:
            self.twin.open_year(last)
            self.survey.year(len(self.books.years) - 1)
            self.write(last)
        self.survey.whole()

    def take_over(self, year):
        """The first year begins with nothing, one opening, or one that a second completes."""
        for _ in range(self.chance.choice([0, 1, 1, 2])):
            way = self.chance.choice(["csv", "ndjson", "fec"])
            self.twin.save([self.draw.opening(year)], way, True)

    def write(self, year):
        """What a year is made of; the year before may come later, or never."""
        place = self.books.years.index(year)
        if place and self.draw.maybe(0.2):
            self.twin.typed_opening(
                Entry("AN", year.first, "AN", [Line("512", 100), Line("110", -100)])
            )
        if place and self.draw.maybe(0.4):
            self.copy_opening(place)
        for _ in range(self.chance.randint(1, 3)):
            way = self.chance.choice(["csv", "ndjson", "add", "fec"])
            batch = self.draw.batch(year, self.chance.randint(1, 14), way == "add")
            if way == "fec" and self.draw.maybe(0.3) and not self.settled(place):
                batch = [entry for entry in batch if not draw.is_slip(entry, year.last)]
                batch += others.settlement(self.draw, self.books, place, batch)
            self.twin.save(batch, way, self.draw.maybe(0.5))
        if self.draw.maybe(0.2):
            self.settle(place)
        if self.draw.maybe(0.3):
            kind = self.chance.choice(list(year.regulation.inkind))
            project = self.chance.choice(["", *draw.PROJECTS])
            self.twin.inkind(
                self.draw.label(), self.draw.day(year), kind, self.draw.cents(), project
            )
        if self.draw.maybe(0.15):
            self.twin.save([self.draw.unfinished(year)], "csv", self.draw.maybe(0.5))
        if self.draw.maybe(0.15):
            self.twin.save([self.draw.offset(year)], "csv", self.draw.maybe(0.5))

    def two_years(self, year):
        """A FEC of two years, the second opened by what the first closes with."""
        place = self.books.years.index(year)
        entries = self.draw.batch(year, 6)
        self.books.entries += entries
        opening = others.opening(self.draw, self.books, place + 1, "AN") or []
        del self.books.entries[-len(entries) :]
        entries += opening + self.draw.batch(self.books.years[place + 1], 4)
        self.twin.save(entries, "fec", self.draw.maybe(0.5))

    def copy_opening(self, place):
        """Another program's opening of this year, by a file."""
        way = self.chance.choice(["csv", "fec"])
        fault = self.chance.choice(["", "", "", "cent", "party"])
        journals = ["AN", "OD"] if way == "csv" else ["AN", "RAN", "OD", "00"]
        journal = self.chance.choice(journals[:1] if fault else journals)
        entries = others.opening(self.draw, self.books, place, journal, fault)
        if entries:
            self.twin.save(entries, way, self.draw.maybe(0.7))

    def settle(self, place):
        """Charges and produits are brought to nil by entries; more charges may follow."""
        entries = others.settlement(self.draw, self.books, place)
        if entries and not self.settled(place):
            way = self.chance.choice(["csv", "ndjson", "add", "fec"])
            self.twin.save(entries, way, self.draw.maybe(0.5))
            if self.draw.maybe(0.4):
                batch = self.draw.batch(self.books.years[place], 2)
                self.twin.save(batch, "csv", self.draw.maybe(0.5))

    def settled(self, place):
        return any(entry.role == CLOSING for entry in self.books.of_year(place))

    def later(self):
        """Posts, reversals and late entries of any year, while all are open."""
        drafts = [entry for entry in self.books.entries if not entry.posted]
        if drafts:
            count = self.chance.randint(1, min(4, len(drafts)))
            self.twin.post_some(self.chance.sample(drafts, count))
        for role in (OPENING, ORDINARY, ORDINARY, CLOSING):
            if self.draw.maybe(0.5):
                self.reverse_one(role)
        if self.draw.maybe(0.4):
            batch = self.draw.batch(self.chance.choice(self.books.years), 3)
            self.twin.save(batch, "csv", self.draw.maybe(0.5))
        self.survey.year(self.chance.randrange(len(self.books.years)))

    def reversible(self, role):
        done = [entry.reverses for entry in self.books.entries if entry.reverses]
        return [
            entry
            for entry in self.books.entries
            if entry.role == role and entry.posted and not entry.reverses and entry not in done
        ]

    def reverse_one(self, role):
        """An opening on its own day, anything else on any later one its accounts live to see."""
        found = self.reversible(role)
        if not found:
            return
        entry = self.chance.choice(found)
        last = max(
            year.last
            for year in self.books.years
            if year.last >= entry.date
            and all(line.account in year.regulation.chart for line in entry.lines)
        )
        days = 0 if role == OPENING else self.chance.randint(0, (last - entry.date).days)
        self.twin.reverse(entry, entry.date + days * DAY, self.draw.label())

    def end(self):
        """Locks, then closes, the years in their order; each looked at before and after."""
        for place in range(self.chance.randint(0, len(self.books.years))):
            year = self.books.years[place]
            if self.draw.maybe(0.8):
                self.twin.post(year.last)
            self.survey.year(place)
            if self.draw.maybe(0.5):
                self.lock(place)
            if self.draw.maybe(0.2):
                self.out_of_turn()
            if self.draw.maybe(0.7) and self.books.closed == place:
                self.close(place)

    def out_of_turn(self):
        """A close that must be refused."""
        place = self.chance.randrange(len(self.books.years))
        if place >= self.books.closed and not rules.may_close(self.books, place):
            self.twin.close(place)

    def lock(self, place):
        """What is locked does not move; the day after is open."""
        year = self.books.years[place]
        self.twin.lock(place)
        self.survey.year(place)
        if self.books.locked != year.last:
            return
        if self.draw.maybe(0.3) and place + 1 < len(self.books.years):
            day = self.draw.day(self.books.years[place + 1])
            if self.draw.maybe(0.7):
                self.twin.post(day)
            self.twin.lock_to(day)
        day = self.books.locked
        self.twin.refused(Entry("X", day, "OD", [Line("512", 1), Line("6064", -1)]))
        if self.draw.maybe(0.5) and self.books.years[-1].last > day:
            free = Entry(self.draw.label(), day + DAY, "OD", [Line("512", 1), Line("6064", -1)])
            self.twin.save([free], "add")
        if self.draw.maybe(0.3):
            self.twin.unlock(place)

    def close(self, place):
        """Where a close is refused, what it names is mended, and the year closes."""
        if not self.twin.close(place):
            self.mend(place)
            assert self.twin.close(place), "a year that was mended closes"
        self.survey.year(place)
        if place + 1 < len(self.books.years):
            self.survey.year(place + 1)

    def mend(self, place):
        """What waits is put in its place, drafts are posted, wrong openings reversed."""
        for at in range(len(self.books.years) - 1, place - 1, -1):
            if self.books.locked and self.books.locked >= self.books.years[at].first:
                self.twin.unlock(at)
        self.clear(place)
        self.twin.post(self.books.years[place].last)
        for at in (place, place + 1):
            if at < len(self.books.years) and self.books.gap(at):
                self.twin.post(self.books.years[at].first)
                for entry in self.reversible(OPENING):
                    if self.books.year_at(entry.date) == at:
                        self.twin.reverse(entry, entry.date, self.draw.label())
                self.twin.post(self.books.years[at].first)

    def clear(self, place):
        """An entry of the last day for each account that must be nil."""
        for account, cents in rules.waiting(self.books, place).items():
            lines = [Line(account, -cents), Line("512", cents)]
            self.twin.save(
                [Entry(self.draw.label(), self.books.years[place].last, "OD", lines)], "add"
            )
