# SPDX-License-Identifier: GPL-3.0-or-later
"""A life of random books: years are opened, written, locked, closed, and looked at in between."""
import draw

DAY = draw.DAY


class Life:
    def __init__(self, twin, draw_, years, survey):
        self.twin = twin
        self.draw = draw_
        self.years = years
        self.survey = survey
        self.closed = 0

    def live(self):
        at_once = self.draw.maybe(0.5)
        for place, year in enumerate(self.years):
            if place == 0 or at_once:
                self.twin.open_year(year)
            if place == 0:
                self.twin.projects(draw.PROJECTS)
                self.take_over(year)
        for place, year in enumerate(self.years):
            if place and not at_once:
                self.twin.open_year(year)
            self.write(place)
            if self.draw.maybe(0.3):
                self.survey.year(place)
        self.survey.whole()
        self.later()
        self.end()
        self.survey.whole()

    def take_over(self, year):
        """The first year begins with nothing, one opening, or one that a second completes."""
        for _ in range(self.draw.chance.choice([0, 1, 1, 2])):
            self.twin.save(
                [self.draw.opening(year)], self.draw.chance.choice(["csv", "ndjson", "fec"]), True
            )

    def write(self, place):
        year = self.years[place]
        for _ in range(self.draw.chance.randint(1, 3)):
            way = self.draw.chance.choice(["csv", "ndjson", "add", "fec"])
            size = self.draw.chance.randint(1, 14)
            posted = self.draw.maybe(0.5)
            self.twin.save(self.draw.batch(year, size, way == "add"), way, posted)
        if self.draw.maybe(0.4):
            self.twin.inkind(
                self.draw.label(),
                self.draw.day(year),
                self.draw.chance.choice(list(year.regulation.inkind)),
                self.draw.cents(),
                self.draw.chance.choice(["", *draw.PROJECTS]),
            )

    def later(self):
        """Posts, reversals and late entries of any year, while all are open."""
        books = self.twin.books
        drafts = [entry for entry in books.entries if not entry.posted]
        if drafts:
            self.twin.post_some(
                self.draw.chance.sample(drafts, self.draw.chance.randint(1, min(4, len(drafts))))
            )
        for _ in range(self.draw.chance.randint(0, 3)):
            reversed_ = [entry.reverses for entry in books.entries if entry.reverses]
            posted = [
                entry
                for entry in books.entries
                if entry.posted
                and entry not in reversed_
                and not entry.reverses
                and entry.role == "ordinary"
            ]
            if posted:
                entry = self.draw.chance.choice(posted)
                day = self.reversal_day(entry)
                self.twin.reverse(entry, day, self.draw.label())
        self.twin.save(
            self.draw.batch(self.draw.chance.choice(self.years), 3), "csv", self.draw.maybe(0.5)
        )
        self.survey.year(self.draw.chance.randrange(len(self.years)))

    def reversal_day(self, entry):
        """Never before the entry, and never where one of its accounts is no longer."""
        last = max(
            year.last
            for year in self.years
            if year.last >= entry.date
            and all(line.account in year.regulation.chart for line in entry.lines)
        )
        return entry.date + self.draw.chance.randint(0, (last - entry.date).days) * DAY

    def end(self):
        """Locks, then closes, the years in their order; each looked at before and after."""
        for place in range(self.draw.chance.randint(0, len(self.years))):
            if any(
                not entry.posted and self.twin.books.year_at(entry.date) <= place
                for entry in self.twin.books.entries
            ):
                self.twin.post(self.years[place].last)
            self.survey.year(place)
            if self.draw.maybe(0.7):
                self.twin.lock(place)
                self.survey.year(place)
            if self.draw.maybe(0.6) and self.closed == place:
                self.twin.close(place)
                self.closed += 1
                self.survey.year(place)
                if place + 1 < len(self.years):
                    self.survey.year(place + 1)
