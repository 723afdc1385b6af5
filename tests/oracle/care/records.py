# SPDX-License-Identifier: GPL-3.0-or-later
"""What is typed: registers, legal lines and exercises. Amounts are cents, the rest exact."""
import datetime
from dataclasses import dataclass, field
from fractions import Fraction

Day = datetime.date


@dataclass(frozen=True)
class Exercise:
    name: str
    first: Day
    last: Day


@dataclass(frozen=True)
class Action:
    id: str
    capital: str
    kind: str = "preservation"
    origin: str = "contractee"


@dataclass(frozen=True)
class Cost:
    """Of one unit, from a day on, in euros."""

    action: str
    since: Day
    euros: Fraction


@dataclass(frozen=True)
class Indicator:
    id: str
    capital: str
    direction: str


@dataclass(frozen=True)
class State:
    """A threshold over a period; `typed` is the exercise before whose close it was recorded."""

    indicator: str
    since: Day
    threshold: Fraction
    typed: int


@dataclass(frozen=True)
class Measure:
    indicator: str
    day: Day
    value: Fraction


@dataclass(frozen=True)
class Budget:
    """One of `cents`, `quantity`, or `step` and `extent` of a gap to the good state."""

    id: str
    action: str
    first: Day
    last: Day
    cents: int = None
    quantity: Fraction = None
    indicator: str = None
    step: Fraction = None
    extent: Fraction = None
    instalments: tuple = ()


@dataclass(frozen=True)
class Loss:
    """What a use degraded, in units of the action that undoes it."""

    action: str
    first: Day
    last: Day
    quantity: Fraction


@dataclass
class Line:
    """A line of a posted entry: debit less credit."""

    entry: int
    number: int
    day: Day
    account: str
    cents: int


@dataclass(frozen=True)
class Tag:
    """A share of a line (of 1), or some cents of it, or the line."""

    action: str
    entry: int
    line: int
    share: Fraction = None
    cents: int = None
    funding: str = "own"


@dataclass(frozen=True)
class Reversal:
    """An entry that takes back another one, line by line."""

    entry: int
    of: int
    day: Day


@dataclass(frozen=True)
class Work:
    """A realisation: work outside the tagged lines."""

    action: str
    day: Day
    funding: str
    cents: int = None
    quantity: Fraction = None
    hours: Fraction = None
    filed: bool = True
    by: str = None


@dataclass(frozen=True)
class Remission:
    """`signed`: the day of the last signature that is required; none while one is missing."""

    action: str
    day: Day
    cents: int
    signed: Day = None


@dataclass(frozen=True)
class Revision:
    """A new estimate: more counts on its day, less on the day of its last signature."""

    action: str
    day: Day
    cents: int
    signed: Day = None

    def counts_on(self):
        return self.day if self.cents > 0 else self.signed


@dataclass(frozen=True)
class Overlap:
    action: str
    account: str
    day: Day
    cents: int


@dataclass
class Book:
    exercises: list = field(default_factory=list)
    presentation: str = "dette"
    netting: str = "action"
    rounding: str = "half_up"
    third_party_repays: str = "yes"
    inherited: str = "memo"
    capitals: list = field(default_factory=list)
    actions: dict = field(default_factory=dict)
    indicators: dict = field(default_factory=dict)
    costs: list = field(default_factory=list)
    states: list = field(default_factory=list)
    measures: list = field(default_factory=list)
    budgets: list = field(default_factory=list)
    losses: list = field(default_factory=list)
    lines: list = field(default_factory=list)
    reversals: list = field(default_factory=list)
    tags: list = field(default_factory=list)
    works: list = field(default_factory=list)
    rates: list = field(default_factory=list)  # (day, euros an hour)
    remissions: list = field(default_factory=list)
    revisions: list = field(default_factory=list)
    overlaps: list = field(default_factory=list)
    openings: dict = field(default_factory=dict)  # {action: cents}
    ceased: dict = field(default_factory=dict)  # {capital: last day of use}

    def owes(self, action):
        """Whether what is not done of it is a debt: neither help nor avoidance, and of this
        organisation unless inherited debts are included."""
        one = self.actions[action]
        ours = one.origin == "contractee" or self.inherited == "include"
        return one.kind == "preservation" and ours

    def line(self, entry, number):
        return next(one for one in self.lines if (one.entry, one.number) == (entry, number))
