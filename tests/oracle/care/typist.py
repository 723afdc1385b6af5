# SPDX-License-Identifier: GPL-3.0-or-later
"""What is drawn is typed: commands in their order, each with its day."""
import datetime

from records import Book

DAY = datetime.timedelta(days=1)


def euros(cents):
    return f"{'-' * (cents < 0)}{abs(cents) // 100},{abs(cents) % 100:02}"


def number(value):
    """A fraction of millionths, as it is typed: never with three decimals, which read two ways."""
    micro = value * 1_000_000
    assert micro.denominator == 1
    whole, rest = divmod(micro.numerator, 1_000_000)
    decimals = f"{rest:06}".rstrip("0")
    if not decimals:
        return str(whole)
    return f"{whole},{decimals}{'0' * (len(decimals) == 3)}"


def after(first, months=12):
    """The eve of the same day some months later."""
    place = first.year * 12 + first.month - 1 + months
    return datetime.date(place // 12, place % 12 + 1, min(first.day, 28)) - DAY


class Typist:
    """A book, and the script that makes it: [(day, words)]."""

    def __init__(self, chance, model_of, valid):
        self.chance = chance
        self.valid = valid  # papers, signatures: nothing that a check would name
        self.book = Book()
        self.model = model_of(self.book)
        self.script = []
        self.today = None
        self.names = 0

    def say(self, command, *words):
        self.script.append((self.today, [*command.split(), *(str(word) for word in words)]))

    def name(self, kind):
        self.names += 1
        return f"{kind}-{self.names}"

    def maybe(self, probability):
        return self.chance.random() < probability

    def cents(self, high=200_000):
        return self.chance.randint(1, high)

    def day_of(self, place):
        exercise = self.book.exercises[place]
        return exercise.first + self.chance.randint(0, (exercise.last - exercise.first).days) * DAY

    def sign(self, what, capital, who="voix", verdict="approuve"):
        voice = f"{who}-{capital[2:]}"
        self.say("care sign", what, "--spokesperson", voice, "--verdict", verdict)
        self.add("--evidence", "avis.txt", "--by", "secrétaire")

    def sign_by_all(self, what, capital):
        """Those concerned; and for nature somebody who knows it."""
        self.sign(what, capital)
        if capital[0] == "N":
            self.sign(what, capital, "expert")

    def add(self, *words):
        """More words of the last command."""
        self.script[-1][1].extend(str(word) for word in words)
