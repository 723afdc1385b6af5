# SPDX-License-Identifier: GPL-3.0-or-later
"""The books as the oracle keeps them: a list of entries, and what follows from it.

Amounts are whole cents, debits positive. Rules: Code de commerce L123-19 al. 3 and PCG 112-2 (the
opening of a year is the closing of the year before, third party by third party), LPF A47 A-1
(entries that settle charges and produits are outside), year by year.
"""
import collections
import dataclasses
import datetime

OPENING, ORDINARY, CLOSING = "opening", "ordinary", "closing"


@dataclasses.dataclass(frozen=True)
class Line:
    account: str
    cents: int
    party: str = ""
    project: str = ""


@dataclasses.dataclass(eq=False)
class Entry:
    """`label` is unique in the books: the oracle finds its entries again by it."""

    label: str
    date: datetime.date
    journal: str
    lines: list
    posted: bool = False
    role: str = ORDINARY
    reverses: "Entry | None" = None


@dataclasses.dataclass
class Year:
    name: str
    first: datetime.date
    last: datetime.date
    regulation: object
    named: bool = False


def takes_party(account):
    """Accounts of third parties: class 4 but 47 to 49, which gather and regularise."""
    return account[0] == "4" and account[:2] not in ("47", "48", "49")


def in_bilan(account):
    return account[0] in "12345"


def in_result(account):
    return account[0] in "67"


class Books:
    """`closed` years from the first are closed for good; nothing up to the day `locked` moves."""

    def __init__(self):
        self.years = []
        self.entries = []
        self.closed = 0
        self.locked = None

    def year_at(self, day):
        """The place of the year that holds a day."""
        return next(
            place for place, year in enumerate(self.years) if year.first <= day <= year.last
        )

    def of_year(self, place, posted=False):
        return [
            entry
            for entry in self.entries
            if self.year_at(entry.date) == place and (entry.posted or not posted)
        ]

    def left(self, place, entry=None):
        """{account: cents} of classes 6 and 7 that entries of a year have not settled yet.

        With an entry, as it finds and leaves them: what closed before it counts, not after.
        """
        sums = collections.Counter()
        before = True
        for other in self.of_year(place):
            if before or other.role != CLOSING:
                for line in other.lines:
                    sums[line.account] += line.cents if in_result(line.account) else 0
            before = before and other is not entry
        return nonzero(sums)

    def moved(self, place, posted=False, role=ORDINARY, before=None, through=None):
        """{(account, party): cents} of the entries of one role; before a day, or through one."""
        sums = collections.Counter()
        for entry in self.of_year(place, posted):
            if (
                entry.role == role
                and (before is None or entry.date < before)
                and (through is None or entry.date <= through)
            ):
                for line in entry.lines:
                    sums[line.account, party_of(line)] += line.cents
        return sums

    def booked(self, place):
        """{(account, party): cents} that somebody else posted as the opening of a year."""
        return nonzero(self.moved(place, posted=True, role=OPENING))

    def gap(self, place):
        """{(account, party): cents} by which an opening somebody booked is not the computed one."""
        booked = nonzero(self.moved(place, role=OPENING))
        if not booked or self.taken_over(place):
            return {}
        sums = collections.Counter(booked)
        sums.subtract(self.opening(place))
        return nonzero(sums)

    def taken_over(self, place, posted=False):
        """Whether the books hold nothing of the years before."""
        return not any(self.of_year(earlier, posted) for earlier in range(place))

    def opening(self, place, posted=False):
        """{(account, party): cents}: computed, or taken over where nothing is before."""
        if self.taken_over(place, posted):
            return nonzero(self.moved(place, posted, OPENING))
        sums = collections.Counter(self.closing(place - 1, posted))
        result = self.result(place - 1, posted)
        if result:
            sums["120" if result > 0 else "129", ""] -= result
        return nonzero(sums)

    def closing(self, place, posted=False):
        """{(account, party): cents} of classes 1 to 5 on the last day, the result not in 12 yet."""
        sums = collections.Counter(self.opening(place, posted))
        for key, cents in self.moved(place, posted).items():
            if in_bilan(key[0]):
                sums[key] += cents
        return nonzero(sums)

    def result(self, place, posted=False):
        """Produits less charges: positive for an excédent."""
        moved = self.moved(place, posted)
        return -sum(cents for (account, _), cents in moved.items() if in_result(account))


def party_of(line):
    """Balances are kept by third party on class 4 only."""
    return line.party if line.account[0] == "4" else ""


def nonzero(sums):
    return collections.Counter({key: cents for key, cents in sums.items() if cents})


def by_account(sums):
    accounts = collections.Counter()
    for (account, _), cents in sums.items():
        accounts[account] += cents
    return accounts
