# SPDX-License-Identifier: GPL-3.0-or-later
"""What a book of CARE owes, year after year, from its rules and not from another program.

X is what stands unpaid of an action (below 0: work done ahead), U what budgets still hold that is
not due yet. A year adds what fell due, takes away the work that counts, then what was remitted.
"""
import datetime
from collections import defaultdict
from dataclasses import dataclass, field
from fractions import Fraction

DAY = datetime.timedelta(days=1)
DOTATIONS = ("681", "686", "687")


def rounded(value, way):
    """Cents of an exact number of euros."""
    cents = value * 100
    floor = cents.numerator // cents.denominator
    rest = cents - floor
    if way == "down" or rest < Fraction(1, 2):
        return floor
    if way == "half_even" and rest == Fraction(1, 2):
        return floor + floor % 2
    return floor + 1


def is_whole_months(first, last):
    return first.day == 1 and (last + DAY).day == 1


def length(first, last, by_months):
    if by_months:
        return (last.year - first.year) * 12 + last.month - first.month + 1
    return (last - first).days + 1


def year_after(exercise):
    """First and last day of the twelve months after an exercise."""
    first = exercise[1] + DAY
    return first, first.replace(year=first.year + 1) - DAY


@dataclass
class Year:
    """One exercise of one action."""

    opening: int = 0
    budget: int = 0
    due: int = 0
    in_books: int = 0
    outside: int = 0
    revision: int = 0
    remission: int = 0
    overlap: int = 0
    ceased: bool = False

    @property
    def done(self):
        return self.in_books + self.outside


@dataclass
class Position:
    """One exercise of what is owed together: an action, or a capital that nets its actions."""

    opening: int = 0
    due: int = 0
    done: int = 0
    repaid: int = 0
    surplus: int = 0
    revision: int = 0
    remission: int = 0
    closing: int = 0
    unexpired: int = 0
    in_legal_book: int = 0
    in_legal_book_before: int = 0
    layers: dict = field(default_factory=dict)  # {exercise, -1 before the first: cents}

    @property
    def arrears(self):
        return max(0, self.closing)


@dataclass
class Outcome:
    legal: int
    result: int
    before_remissions: int
    arrears: int
    positions: dict
    years: dict
    outside: int  # charges that no tag points at, the depreciation of equipment apart
    dotations: int


class Model:
    def __init__(self, book):
        self.book = book
        self.closed = []
        self.schedules = {}  # {budget: {exercise: cents}} once its first exercise is closed
        self.positions = defaultdict(Position)
        self.items = defaultdict(Position)  # the same by action, whatever the netting

    # Legal lines

    def lines_of(self, place):
        return [line for line in self.book.lines if self.holds(place, line.day)]

    def holds(self, place, day):
        exercise = self.book.exercises[place]
        return exercise.first <= day <= exercise.last

    def legal_result(self, place):
        return -sum(line.cents for line in self.lines_of(place) if line.account[0] in "67")

    def tagged(self):
        """[(tag, day, line, cents)]: a share of a line, and what its reversal takes back. Shares of
        a line are rounded together."""
        taken = {line.entry: line for line in self.book.reversals}
        by_line = defaultdict(list)
        for tag in self.book.tags:
            by_line[tag.entry, tag.line].append(tag)
        found = []
        for (entry, number), tags in by_line.items():
            line = self.book.line(entry, number)
            sign = 1 if line.cents >= 0 else -1
            share = before = 0
            for tag in sorted(tags, key=lambda one: f"{one.entry}-{one.line}-{one.action}"):
                if tag.cents is None:
                    share += Fraction(1) if tag.share is None else tag.share
                    sum_ = rounded(share * abs(line.cents) / 100, self.book.rounding)
                    cents, before = sum_ - before, sum_
                else:
                    cents = tag.cents
                found.append((tag, line.day, line, sign * cents))
                for back in taken.values():
                    if back.of == entry:
                        other = self.book.line(back.entry, number)
                        found.append((tag, back.day, other, -sign * cents))
        return found

    def untagged(self, place):
        """(charges, dotations) that no tag points at."""
        tagged = defaultdict(int)
        for _, _, line, cents in self.tagged():
            tagged[line.entry, line.number] += cents
        charges = dotations = 0
        for line in self.lines_of(place):
            rest = line.cents - tagged[line.entry, line.number]
            if line.account.startswith(DOTATIONS):
                dotations += rest
            elif line.account[0] == "6":
                charges += rest
        return charges, dotations

    # What is due

    def cost_at(self, action, day):
        """Euros of one unit, none before the first price."""
        known = [one for one in self.book.costs if one.action == action and one.since <= day]
        return max(known, key=lambda one: one.since).euros if known else None

    def threshold_at(self, indicator, day, place):
        """What the last word known at a close says of that day."""
        known = [
            one
            for one in self.book.states
            if one.indicator == indicator and one.since <= day and one.typed <= place
        ]
        return max(known, key=lambda one: (one.since, one.typed)).threshold if known else None

    def measure_at(self, indicator, day):
        known = [one for one in self.book.measures if one.indicator == indicator and one.day <= day]
        return max(known, key=lambda one: one.day).value if known else None

    def gap_cost(self, budget, day, place):
        """What it takes to reach the good state, as it was known on that day."""
        measure = self.measure_at(budget.indicator, day)
        threshold = self.threshold_at(budget.indicator, day, place)
        missing = threshold - measure
        if self.book.indicators[budget.indicator].direction == "max":
            missing = -missing
        units = max(Fraction(0), missing) / budget.step * budget.extent
        return rounded(units * self.cost_at(budget.action, day), self.book.rounding)

    def slices(self, budget):
        """[(exercise, first, last)], twelve months by twelve months past the last exercise."""
        spans = [(one.first, one.last) for one in self.book.exercises]
        while spans[-1][1] < budget.last:
            spans.append(year_after(spans[-1]))
        found = []
        for place, (first, last) in enumerate(spans):
            first, last = max(first, budget.first), min(last, budget.last)
            if first <= last:
                found.append((place, first, last))
        return found

    def schedule(self, budget, cents):
        """{exercise: cents}: each rounded down, the last takes the rest."""
        slices = self.slices(budget)
        if budget.instalments:
            return {place: part for (place, _, _), part in zip(slices, budget.instalments)}
        months = is_whole_months(budget.first, budget.last)
        whole = length(budget.first, budget.last, months)
        parts = {
            place: cents * length(first, last, months) // whole for place, first, last in slices
        }
        last = slices[-1][0]
        parts[last] = cents - sum(part for place, part in parts.items() if place != last)
        return parts

    def value_of(self, budget, place):
        """Cents of a budget in its first exercise."""
        if budget.cents is not None:
            return budget.cents
        if budget.quantity is not None:
            cost = self.cost_at(budget.action, budget.first)
            return rounded(budget.quantity * cost, self.book.rounding)
        owed = self.items[budget.action].closing
        owed += sum(
            part
            for one in self.book.budgets
            if self.same_gap(one, budget) and one.first < budget.first
            for at, part in self.schedules.get(one.id, {}).items()
            if at >= place
        )
        start = self.book.exercises[place].first
        owed -= self.work(budget.action, start, budget.first - DAY)
        return max(0, self.gap_cost(budget, budget.first, place) - max(0, owed))

    @staticmethod
    def same_gap(one, other):
        return (one.action, one.indicator) == (other.action, other.indicator) and one.indicator

    def is_over(self, action, day):
        """Whether the capital of an action had ceased before that day."""
        last = self.book.ceased.get(self.book.actions[action].capital)
        return last is not None and last < day

    def budgets_of(self, place, action, year):
        """What budgets recognise and what falls due of them, until the capital ceases."""
        last_use = self.book.ceased.get(self.book.actions[action].capital)
        budgets = [one for one in self.book.budgets if one.action == action]
        for budget in sorted(budgets, key=lambda one: (one.first, one.id)):
            if self.is_over(action, budget.first):
                continue
            if self.holds(place, budget.first):
                value = self.value_of(budget, place)
                self.schedules[budget.id] = self.schedule(budget, value)
                year.budget += value
            parts = self.schedules.get(budget.id, {})
            if last_use is None or last_use > self.book.exercises[place].last:
                year.due += parts.get(place, 0)
            elif self.holds(place, last_use):
                self.cease(place, budget, last_use, parts, year)

    def cease(self, place, budget, last_use, parts, year):
        """The part until the last day of use falls due; the rest is written off, or for a gap falls
        due at once up to what is still missing."""
        spans = {at: (first, last) for at, first, last in self.slices(budget)}
        rest = sum(part for at, part in parts.items() if at >= place)
        if place in spans:
            first, last = spans[place]
            if last_use < last:
                months = is_whole_months(first, last_use) and is_whole_months(first, last)
                part = parts[place] * length(first, last_use, months)
                now = part // length(first, last, months)
            else:
                now = parts[place]
        else:
            now = 0
        year.due += now
        rest -= now
        if budget.indicator and rest:
            start = self.book.exercises[place].first
            owed = year.opening + year.due - self.work(budget.action, start, last_use)
            missing = self.gap_cost(budget, last_use, place) - max(0, owed)
            more = max(0, min(rest, missing))
            year.due += more
            rest -= more
        year.budget -= rest

    def losses_of(self, place, action):
        """Degradations of an action that has no budget, at the cost of the day."""
        return sum(
            rounded(one.quantity * self.cost_at(action, one.first), self.book.rounding)
            for one in self.book.losses
            if one.action == action and self.holds(place, one.last)
        )

    # What was done

    def work(self, action, first, last):
        """Cents of work that counts between two days."""
        return sum(self.work_in_books(action, first, last)) + self.work_outside(action, first, last)

    def work_in_books(self, action, first, last):
        return [
            cents
            for tag, day, line, cents in self.tagged()
            if tag.action == action and line.account[0] == "6" and first <= day <= last
        ]

    def work_outside(self, action, first, last):
        return sum(
            self.worth(one)
            for one in self.book.works
            if one.action == action and first <= one.day <= last
        )

    def worth(self, work):
        """A third party or volunteers, with a paper that is kept: the least of what bounds it."""
        if work.funding not in ("third", "volunteer") or not work.filed:
            return 0
        if work.funding == "third" and self.book.third_party_repays == "no":
            return 0
        capital = self.book.actions[work.action].capital
        if work.funding == "volunteer" and capital[0] == "H" and work.by in (None, capital):
            return 0
        bounds = [] if work.cents is None else [work.cents]
        cost = self.cost_at(work.action, work.day)
        if cost is not None:
            bounds.append(rounded((work.quantity or 0) * cost, self.book.rounding))
        rate = [euros for since, euros in self.book.rates if since <= work.day]
        if work.funding == "volunteer" and rate and work.hours is not None:
            bounds.append(rounded(work.hours * rate[-1], self.book.rounding))
        return min(bounds, default=0)

    # Years

    def year(self, place, action):
        exercise = self.book.exercises[place]
        year = Year(opening=self.items[action].closing)
        year.ceased = self.is_over(action, exercise.last + DAY)
        if self.book.owes(action):
            self.budgets_of(place, action, year)
            if not any(one.action == action for one in self.book.budgets):
                year.due = year.budget = self.losses_of(place, action)
        year.in_books = sum(self.work_in_books(action, exercise.first, exercise.last))
        year.outside = self.work_outside(action, exercise.first, exercise.last)
        for one in self.book.revisions:
            if one.action == action and one.counts_on() and self.holds(place, one.counts_on()):
                year.revision += one.cents
        for one in self.book.remissions:
            if one.action == action and one.signed and self.holds(place, one.signed):
                year.remission += one.cents
        last_words = {}
        for one in sorted(self.book.overlaps, key=lambda one: one.day):
            if one.action == action and one.day <= exercise.last:
                last_words[one.account] = one.cents
        year.overlap = sum(last_words.values())
        return year

    def settle(self, place, before, years):
        """A position after a year of its actions."""
        now = Position(opening=before.closing, in_legal_book_before=before.in_legal_book)
        now.due = sum(one.due for one in years)
        now.done = sum(one.done for one in years)
        now.revision = sum(one.revision for one in years)
        now.remission = sum(one.remission for one in years)
        now.unexpired = before.unexpired + sum(one.budget - one.due for one in years)
        owed = now.opening + now.due + now.revision
        now.repaid = min(now.done, max(0, owed + now.unexpired))
        now.surplus = now.done - now.repaid
        now.closing = owed - now.repaid - now.remission
        if now.closing < 0 and all(one.ceased for one in years):
            # What was done ahead has no use left: it falls due with the last day.
            now.due -= now.closing
            now.closing = 0
        now.in_legal_book = min(now.arrears, sum(one.overlap for one in years))
        now.layers = self.aged(place, before, now)
        return now

    def lost(self, now):
        """What the result loses: what is owed beyond the legal book; arrears of a clôture."""
        floor = 0 if self.book.presentation == "cloture" else min(now.opening, now.closing)
        moved = max(floor, now.closing) - max(floor, now.opening)
        return moved - now.in_legal_book + now.in_legal_book_before

    @staticmethod
    def aged(place, before, now):
        """The oldest is repaid and remitted first; a lower estimate takes from the newest; what is
        left is of this exercise."""
        layers, rest = {}, max(0, now.repaid) + now.remission
        for at, cents in sorted(before.layers.items()):
            taken = max(0, min(cents, rest))
            rest -= taken
            layers[at] = cents - taken
        layers[place] = now.arrears - sum(layers.values())
        while layers[place] < 0:
            newest = max(at for at, cents in layers.items() if cents > 0)
            taken = min(layers[newest], -layers[place])
            layers[newest] -= taken
            layers[place] += taken
        return {at: cents for at, cents in layers.items() if cents}

    def position_of(self, action):
        one = self.book.actions[action]
        return one.capital if self.book.netting == "capital" else f"{one.capital}/{action}"

    def begin(self):
        """What was owed before the first exercise."""
        for action, cents in self.book.openings.items():
            for position in (self.items[action], self.positions[self.position_of(action)]):
                position.closing += cents
                position.layers = {-1: position.closing}

    def preview(self, place, action):
        """(the action alone, its position) of an exercise that may still get a remission."""
        saved = dict(self.schedules)
        key = self.position_of(action)
        together = [
            other
            for other in sorted(self.book.actions)
            if self.book.owes(other) and self.position_of(other) == key
        ]
        years = {other: self.year(place, other) for other in together}
        self.schedules = saved
        return (
            self.settle(place, self.items[action], [years[action]]),
            self.settle(place, self.positions[key], list(years.values())),
        )

    def close(self, place):
        years, grouped = {}, defaultdict(list)
        for action in sorted(self.book.actions):
            years[action] = self.year(place, action)
            if self.book.owes(action):
                grouped[self.position_of(action)].append(years[action])
                self.items[action] = self.settle(place, self.items[action], [years[action]])
        legal = self.legal_result(place)
        positions = {}
        for key, all_ in grouped.items():
            positions[key] = self.settle(place, self.positions[key], all_)
        self.positions.update(positions)
        lost = sum(self.lost(one) for one in positions.values())
        remitted = sum(one.remission for one in positions.values())
        charges, dotations = self.untagged(place)
        outcome = Outcome(
            legal=legal,
            result=legal - lost,
            before_remissions=legal - lost - remitted,
            arrears=sum(one.arrears for one in positions.values()),
            positions=positions,
            years=years,
            outside=charges,
            dotations=dotations,
        )
        self.closed.append(outcome)
        return outcome
