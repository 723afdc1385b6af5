# SPDX-License-Identifier: GPL-3.0-or-later
"""Models that are wrong in one rule: books must show it, or they prove nothing of that rule."""
from dataclasses import replace

from model import Model


class OwnWork(Model):
    """What the organisation declares of its own work pays for a debt."""

    def worth(self, work):
        ours = work.funding in ("own", "grant")
        return super().worth(replace(work, funding="third") if ours else work)


class Paperless(Model):
    """A name that was typed is a paper."""

    def worth(self, work):
        return super().worth(replace(work, filed=True))


class GapTwice(Model):
    """A gap is owed again each year that it is measured."""

    def value_of(self, budget, place):
        if budget.indicator:
            return self.gap_cost(budget, budget.first, place)
        return super().value_of(budget, place)


class Undated(Model):
    """The last threshold is that of every day."""

    def threshold_at(self, indicator, day, place):
        return super().threshold_at(indicator, self.book.exercises[-1].last, place)


class Unsigned(Model):
    """A remission counts on its day, whoever asks for it."""

    def year(self, place, action):
        year = super().year(place, action)
        year.remission = sum(
            one.cents
            for one in self.book.remissions
            if one.action == action and self.holds(place, one.day)
        )
        return year


class Unceased(Model):
    """What is no longer used goes on falling due."""

    def budgets_of(self, place, action, year):
        ceased, self.book.ceased = self.book.ceased, {}
        super().budgets_of(place, action, year)
        self.book.ceased = ceased


class Unreversed(Model):
    """A reversal leaves what the tag of its entry counted."""

    def tagged(self):
        return [one for one in super().tagged() if one[2].entry == one[0].entry]


KINDS = {
    "own-work": OwnWork,
    "paperless": Paperless,
    "gap-twice": GapTwice,
    "undated": Undated,
    "unsigned": Unsigned,
    "unceased": Unceased,
    "unreversed": Unreversed,
}
