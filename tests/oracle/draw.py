# SPDX-License-Identifier: GPL-3.0-or-later
"""Random years and entries. Everything comes from one random.Random: a seed is a book."""
import datetime

import regulation
from ledger import Entry, Line, Year, in_bilan, in_result, takes_party

DAY = datetime.timedelta(days=1)
COMMON = (
    "512 512 530 411 411 401 401 467 421 431 4411 486 487 110 1068 2183 28183 164 194 "
    "6064 6064 6226 6132 641 645 6811 658 661 706 756 756 741 754 758 768 7894"
).split()
NEVER = (
    "12",
    "18",
    "47",
    "58",
    "672",
    "772",
    "88",
    "89",
)  # they must be nil at the end, or are another's business
PARTIES = [
    "Cabinet Durand",
    "Lycée Brindille",
    "Ville d'Ys",
    "A. Martin",
    "B. Öz & fils",
    "Mutuelle 3",
    "zoé",
]
PROJECTS = ["jardin", "atelier", "colloque"]
JOURNALS = ["BQ", "CA", "OD", "AC", "VE"]


class Draw:
    def __init__(self, chance, regulations):
        self.chance = chance
        self.regulations = regulations
        self.count = 0
        self.pools = {one.name: self.pool(one) for one in regulations}

    def maybe(self, probability):
        return self.chance.random() < probability

    @staticmethod
    def pool(one):
        """Accounts that either side of a balance can stand on."""
        return [
            code
            for code in one.chart
            if len(code) >= 3
            and code[0] in "1234567"
            and code not in one.special
            and not code.startswith(NEVER)
        ]

    def years(self):
        """Years that follow each other, most of twelve months."""
        first = datetime.date(self.chance.choice([2017, 2018, 2019, 2023, 2024]), 1, 1)
        if self.maybe(0.4):
            first += self.chance.randrange(700) * DAY
        if self.maybe(0.5):
            first = first.replace(day=1)
        found, names = [], set()
        for _ in range(self.chance.randint(2, 5)):
            months = 12 if self.maybe(0.6) else self.chance.randint(2, 23)
            last = after(first, months) - DAY
            if self.maybe(0.1):
                last -= self.chance.randrange(1, 25) * DAY
            name = str(first.year) if first.year == last.year else f"{first.year}-{last.year}"
            named = name in names
            if named:
                name = f"{name}-{len(found) + 1}"
            names.add(name)
            found.append(Year(name, first, last, self.regulation_at(first), named))
            first = last + DAY
        return found

    def regulation_at(self, day):
        """That of the day; the one of 2025 is sometimes applied a year early."""
        usual = regulation.of_date(self.regulations, day)
        early = day.year == 2024 and self.maybe(0.3)
        return self.regulations[self.regulations.index(usual) + 1] if early else usual

    def day(self, year):
        """A day of the year, often its first or its last."""
        span = (year.last - year.first).days
        return (
            year.first
            + self.chance.choice([0, span, *[self.chance.randint(0, span) for _ in range(6)]]) * DAY
        )

    def label(self):
        self.count += 1
        return f"e{self.count}"

    def cents(self):
        return self.chance.randint(1, 10 ** self.chance.choice([2, 4, 6, 6, 8, 10]))

    def account(self, year, wanted=lambda code: True):
        """An account of the chart of the year."""
        while True:
            code = self.chance.choice(
                COMMON if self.maybe(0.6) else self.pools[year.regulation.name]
            )
            if code in year.regulation.chart and wanted(code):
                return code

    def side(self, year, code):
        """Mostly the normal side; funds set aside and cash are never below nil."""
        if code.startswith(("19", "53")):
            return 1 if code.startswith("53") else -1
        normal = 1 if year.regulation.chart[code] == "D" else -1
        return normal if self.maybe(0.75) else -normal

    def entry(self, year, simple=False):
        """Two to six lines; a simple one has one third party and one project, as typed options."""
        lines = []
        party = self.chance.choice(["", *PARTIES])
        project = self.chance.choice(["", *PROJECTS])
        for _ in range(self.chance.choice([1, 1, 2, 3, 4])):
            code = self.account(year)
            lines.append([code, self.side(year, code) * self.cents()])
        rest = -sum(cents for _, cents in lines)
        if rest == 0:
            return self.entry(year, simple)
        lines.append([self.account(year, lambda code: self.side(year, code) * rest > 0), rest])
        made = []
        for code, cents in lines:
            if not simple:
                party, project = self.chance.choice(["", *PARTIES]), self.chance.choice(
                    ["", *PROJECTS]
                )
            made.append(
                Line(
                    code,
                    cents,
                    party if takes_party(code) else "",
                    project if in_result(code) else "",
                )
            )
        return Entry(self.label(), self.day(year), self.chance.choice(JOURNALS), made)

    def contribution(self, year):
        """In kind: class 8 with class 8."""
        use, source = self.chance.choice(
            [pair for pair in year.regulation.inkind.values() if pair != ("86", "87")]
        )
        cents, project = self.cents(), self.chance.choice(["", *PROJECTS])
        return Entry(
            self.label(),
            self.day(year),
            "OD",
            [Line(use, cents, "", project), Line(source, -cents, "", project)],
        )

    def slip(self, year):
        """A charge paid from 120: an error, and an ordinary entry unless it settles the account."""
        cents = self.chance.choice([500, 700, 1])
        lines = [Line("6064", cents), Line("120", -cents)]
        return Entry(self.label(), self.day(year), "BQ", lines[:: self.chance.choice([1, -1])])

    def offset(self, year):
        """One owes what another is owed, on one account: nil by account, not by third party."""
        account = self.account(year, takes_party)
        one, other = self.chance.sample(PARTIES, 2)
        cents = self.cents()
        lines = [Line(account, cents, one), Line(account, -cents, other)]
        return Entry(self.label(), self.day(year), "OD", lines)

    def unfinished(self, year):
        """What must not wait at the end of a year: suspense, a transfer, cash below nil."""
        account = self.chance.choice(["471", "472", "58", "181", "672", "772", "530"])
        cents = self.cents() * (-1 if account == "530" else self.chance.choice([1, -1]))
        return Entry(
            self.label(), self.day(year), "OD", [Line(account, cents), Line("512", -cents)]
        )

    def batch(self, year, size, simple=False):
        made = []
        for _ in range(size):
            kind = self.chance.random()
            made.append(
                self.contribution(year)
                if kind < 0.08
                else self.slip(year)
                if kind < 0.12
                else self.entry(year, simple)
            )
        return made

    def opening(self, year):
        """What a first year takes over: the funds balance it."""
        lines = []
        for _ in range(self.chance.randint(2, 9)):
            code = self.account(year, in_bilan)
            party = self.chance.choice(["", *PARTIES]) if takes_party(code) else ""
            lines.append(Line(code, self.side(year, code) * self.cents(), party))
        rest = -sum(line.cents for line in lines)
        if rest:
            lines.append(Line("1021" if "1021" in year.regulation.chart else "102", rest))
        return Entry(self.label(), year.first, "AN", lines)


def after(day, months):
    """The same day some months later, never past the end of a month."""
    place = day.year * 12 + day.month - 1 + months
    return datetime.date(place // 12, place % 12 + 1, min(day.day, 28))


def is_slip(entry, day):
    """Whether a charge is paid from 120 on that day: in one file with what settles charges, nobody
    can tell which of the two entries does."""
    return entry.date == day and any(line.account.startswith("12") for line in entry.lines)
