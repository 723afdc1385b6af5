# SPDX-License-Identifier: GPL-3.0-or-later
"""What other programs write where coop computes: openings copied, charges and produits settled."""
import dataclasses

from draw import PARTIES
from ledger import Entry, Line, in_result, nonzero, takes_party


def opening(draw, books, place, journal, fault=""):
    """The opening of a year as another program has it, in one entry or two.

    It may differ by a cent on two accounts, or by a third party. None where an account of the year
    before is not in the chart of this one any more, or where there is nothing to open.
    """
    year = books.years[place]
    lines = [
        Line(account, cents, party)
        for (account, party), cents in sorted(books.opening(place).items())
    ]
    if len(lines) < 2 or any(line.account not in year.regulation.chart for line in lines):
        return None
    if fault == "cent":
        for at, cents in zip(draw.chance.sample(range(len(lines)), 2), (1, -1)):
            lines[at] = dataclasses.replace(lines[at], cents=lines[at].cents + cents)
    if fault == "party":
        at = next((at for at, line in enumerate(lines) if takes_party(line.account)), None)
        if at is None:
            return None
        other = draw.chance.choice([name for name in PARTIES if name != lines[at].party])
        lines[at] = dataclasses.replace(lines[at], party=other)
    if any(line.cents == 0 for line in lines):
        return None
    return [Entry(draw.label(), year.first, journal, part) for part in halves(draw, lines) if part]


def halves(draw, lines):
    """The lines as they are, or in two entries that balance, whose sum is the same."""
    cut = draw.chance.randrange(len(lines))
    rest = sum(line.cents for line in lines[:cut])
    if draw.maybe(0.5) or rest == 0:
        return [lines]
    through = draw.chance.choice(lines)
    return [
        [*lines[:cut], dataclasses.replace(through, cents=-rest)],
        [dataclasses.replace(through, cents=rest), *lines[cut:]],
    ]


def settlement(draw, books, place, more=()):
    """Entries of the last day that bring charges and produits to nil: all, class by class, or some.

    `more` are entries of the same file, which are not in the books yet.
    """
    year = books.years[place]
    sums = books.left(place)
    for entry in more:
        for line in entry.lines:
            sums[line.account] += line.cents if in_result(line.account) else 0
    left = dict(sorted(nonzero(sums).items()))
    chosen = draw.chance.choice(["all", "classes", "one"])
    if chosen == "all":
        groups = [list(left)]
    elif chosen == "classes":
        groups = [[account for account in left if account[0] == digit] for digit in "76"]
    else:
        groups = [draw.chance.sample(list(left), min(1, len(left)))]
    entries = []
    for accounts in groups:
        rest = sum(left[account] for account in accounts)
        if rest:
            lines = [Line(account, -left[account]) for account in accounts]
            lines.append(Line("120" if rest < 0 else "129", rest))
            entries.append(Entry(draw.label(), year.last, draw.chance.choice(["OD", "CL"]), lines))
    return entries
