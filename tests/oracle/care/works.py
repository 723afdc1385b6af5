# SPDX-License-Identifier: GPL-3.0-or-later
"""Legal entries, the tags of their lines, and what others did."""
from fractions import Fraction

from records import Line, Overlap, Reversal, Tag, Work
from registers import Registers
from typist import euros, number

ACCOUNTS = ("6064", "6061", "6226", "6132", "641", "645")


class Works(Registers):
    def __init__(self, chance, model_of, valid):
        super().__init__(chance, model_of, valid)
        self.entries = 0
        self.resting = set()  # actions that must not be worked on: a signed remission waits
        self.cut_offs = []  # (line, action, cents billed later or 0) to take back the next year

    def entry(self, day, label, lines):
        """Debits above 0. Its lines stand in the order in which they are typed."""
        self.entries += 1
        self.say("ledger add --post --journal OD", "--date", day, "--label", label)
        self.add("--piece", f"P{self.entries}")
        made = []
        for at, (account, cents) in enumerate(lines):
            self.add("--debit" if cents > 0 else "--credit", f"{account}={euros(abs(cents))}")
            made.append(Line(self.entries, at + 1, day, account, cents))
        self.book.lines += made
        return made

    def tag(self, line, action, share=None, cents=None, funding="own"):
        self.book.tags.append(Tag(action, line.entry, line.number, share, cents, funding))
        self.say("care tag", f"{line.entry}:{line.number}", "--action", action)
        if share is not None:
            self.add("--share", number(share * 100) + "%")
        if cents is not None:
            self.add("--amount", euros(cents))
        if funding != "own":
            self.add("--funding", funding)

    def sales(self, place):
        cents = self.chance.randint(500_000, 2_000_000)
        self.entry(self.book.exercises[place].first, "ventes", [("706", -cents), ("512", cents)])

    def charge(self, place, cents, account=None):
        account = account or self.chance.choice(ACCOUNTS)
        return self.entry(self.day_of(place), "charge", [(account, cents), ("512", -cents)])[0]

    def percent(self, high=100):
        return Fraction(self.chance.randint(1, high), 100)

    def work_on(self, place, action):
        """What is done of an action: tagged lines of all kinds, and work of others."""
        for _ in range(self.chance.choice([0, 1, 1, 2])):
            self.paid(place, action)
        if place + 1 < len(self.book.exercises) and self.maybe(0.2):
            self.cut_off(place, action)
        if self.maybe(0.15):
            self.depreciation(place, action)
        for _ in range(self.chance.choice([0, 0, 1, 1, 2])):
            self.given(place, action)

    def paid(self, place, action):
        """A charge, all of it, a share, an amount, or shared; reversed or credited now and then."""
        line = self.charge(place, self.cents())
        funding = self.chance.choice(["own", "own", "grant"])
        way = self.chance.choice(["whole", "whole", "share", "part", "two"])
        others = sorted(set(self.book.actions) - {action} - self.resting)
        if way == "share":
            self.tag(line, action, share=self.percent(), funding=funding)
        elif way == "part":
            self.tag(line, action, cents=self.chance.randint(1, line.cents), funding=funding)
        elif way == "two" and others:
            share = self.percent(99)
            self.tag(line, action, share=share, funding=funding)
            rest = (1 - share) / self.chance.choice([1, 2])
            self.tag(line, self.chance.choice(others), share=rest)
        else:
            self.tag(line, action, funding=funding)
        if self.maybe(0.12):
            self.reverse(line.entry, max(line.day, self.day_of(place)))
        elif self.maybe(0.12):
            back = self.chance.randint(1, line.cents)
            last = self.book.exercises[place].last
            self.tag(self.entry(last, "avoir", [(line.account, -back), ("401", back)])[0], action)

    def reverse(self, entry, day):
        self.entries += 1
        self.book.reversals.append(Reversal(self.entries, entry, day))
        for line in [one for one in self.book.lines if one.entry == entry]:
            back = Line(self.entries, line.number, day, line.account, -line.cents)
            self.book.lines.append(back)
        self.say("ledger reverse", entry, "--reason", "erreur", "--date", day)
        self.say("ledger post", self.entries)

    def reverse_some(self, place):
        """Tagged entries of the years before."""
        first = self.book.exercises[place].first
        undone = {one.of for one in self.book.reversals}
        for tag in list(self.book.tags):
            line = self.book.line(tag.entry, tag.line)
            touched = {one.action for one in self.book.tags if one.entry == tag.entry}
            old = line.account in ACCOUNTS and line.day < first and tag.entry not in undone
            if old and not touched & self.resting and self.maybe(0.1):
                undone.add(tag.entry)
                self.reverse(tag.entry, self.day_of(place))

    def cut_off(self, place, action):
        """A charge of next year paid in this one, or one of this year billed in the next."""
        day = self.book.exercises[place].last
        cents = self.cents()
        if self.maybe(0.5):
            self.tag(self.charge(place, cents, "6226"), action)
            off = self.chance.randint(1, cents)
            line = self.entry(day, "CCA", [("6226", -off), ("486", off)])[0]
            billed = 0
        else:
            line = self.entry(day, "FNP", [("6226", cents), ("408", -cents)])[0]
            billed = max(1, cents + self.chance.randint(-cents // 10 - 1, cents // 10 + 1))
        self.tag(line, action)
        self.cut_offs.append((line, action, billed))

    def take_back(self, place):
        day = self.book.exercises[place].first
        for line, action, billed in self.cut_offs:
            other = "486" if line.cents < 0 else "408"
            lines = [("6226", -line.cents), (other, line.cents)]
            self.tag(self.entry(day, "extourne", lines)[0], action)
            if billed:
                self.tag(self.charge(place, billed, "6226"), action)
        self.cut_offs.clear()

    def depreciation(self, place, action):
        cents = self.cents(50_000)
        exercise = self.book.exercises[place]
        self.entry(exercise.first, "achat", [("2154", cents), ("404", -cents)])
        line = self.entry(exercise.last, "dotation", [("6811", cents), ("2815", -cents)])[0]
        self.tag(line, action, share=self.percent() if self.maybe(0.5) else None)

    def others(self, place):
        """Charges of nobody, one of them negative, and a provision that holds a debt already."""
        last = self.book.exercises[place].last
        for _ in range(self.chance.randint(0, 2)):
            self.charge(place, self.cents(300_000))
        if self.maybe(0.3):
            cents = self.cents(20_000)
            self.entry(last, "stock", [("6037", -cents), ("37", cents)])
        held = {one.action for one in self.book.overlaps}
        free = [one for one in self.owing() if one not in held]
        if free and self.maybe(0.2):
            action, cents = self.chance.choice(free), self.cents(60_000)
            self.entry(last, "provision", [("6815", cents), ("1518", -cents)])
            self.book.overlaps.append(Overlap(action, "1518", last, cents))
            self.say("care overlap add", "--action", action, "--account", "1518", "--date", last)
            self.add("--amount", euros(cents), "--source", "provision")

    def owing(self):
        return [one for one in sorted(self.book.actions) if self.book.owes(one)]

    def given(self, place, action):
        """A realisation, of whoever, with or without what proves it and bounds it."""
        funding = self.chance.choice(["own", "grant", "third", "third", "volunteer", "volunteer"])
        fields = {"filed": self.valid or self.maybe(0.8)}
        if self.maybe(0.7):
            fields["cents"] = self.cents(80_000)
        if self.maybe(0.7) or "cents" not in fields:
            fields["quantity"] = Fraction(self.chance.randint(1, 2_000), 100)
        if funding == "volunteer" and self.maybe(0.7):
            fields["hours"] = Fraction(self.chance.randint(1, 400), 4)
        people = [one for one in self.book.capitals if one[0] == "H"]
        if funding == "volunteer" and people and self.maybe(0.3):
            fields["by"] = people[0]
        work = Work(action, self.day_of(place), funding, **fields)
        self.book.works.append(work)
        self.say("care realisation add", self.name("fait"), "--action", action)
        self.add("--date", work.day, "--funding", funding, "--basis", "in_kind")
        self.add("--evidence-file" if work.filed else "--evidence", "papier.txt")
        if work.cents is not None:
            self.add("--amount", euros(work.cents))
        if work.quantity is not None:
            self.add("--quantity", number(work.quantity), "--unit", "t")
        if work.hours is not None:
            self.add("--hours", number(work.hours))
        if work.by:
            self.add("--done-by", work.by)
