# SPDX-License-Identifier: GPL-3.0-or-later
"""Random years of CARE. Everything comes from one random.Random: a seed is a book."""
from records import Remission, Revision
from typist import DAY, euros
from works import Works


class Draw(Works):
    def __init__(self, chance, model_of, valid):
        super().__init__(chance, model_of, valid)
        self.waiting = []  # remissions that may be signed later, with their names

    def year(self, place):
        exercise = self.book.exercises[place]
        self.today = exercise.first
        for action in sorted(self.book.actions):
            if not self.model.is_over(action, exercise.first):
                self.budgets(place, action)
            if place and any(one.action == action for one in self.book.costs) and self.maybe(0.2):
                self.cost(action)
        self.today = exercise.last
        self.sales(place)
        self.take_back(place)
        self.reverse_some(place)
        for action in sorted(self.book.actions):
            if action not in self.resting:
                self.work_on(place, action)
        self.resting.clear()
        if not self.book.budgets and not self.book.tags:
            self.tag(self.charge(place, self.cents()), min(self.book.actions))
        self.others(place)
        for indicator in sorted(self.book.indicators):
            self.observe(place, indicator)
        for capital in self.book.capitals:
            day = self.chance.choice([self.day_of(place), exercise.last])
            if self.maybe(0.08) and self.may_cease(capital, day):
                self.book.ceased[capital] = day
                self.say("care capital cease", capital, "--date", day)
        self.agree(place)

    def may_cease(self, capital, day):
        """Once. Of several gaps of an action that run that day, no rule says which yields first."""
        running = [
            one.action
            for one in self.book.budgets
            if one.indicator
            and one.first <= day <= one.last
            and self.book.actions[one.action].capital == capital
        ]
        return capital not in self.book.ceased and len(running) == len(set(running))

    def observe(self, place, indicator):
        last = self.book.exercises[place].last
        if self.maybe(0.7):
            day = last - self.chance.randint(0, 60) * DAY
            self.measure(indicator, day, self.value(indicator, 200, 380))
        if place + 1 < len(self.book.exercises) and self.maybe(0.3):
            self.state(indicator, last + DAY, self.value(indicator, 280, 420), place, "revise")

    # What lowers a debt without work

    def room(self, place, action):
        """What stands unpaid of an action after the work of the year, alone and as it is netted."""
        return min(
            one.opening + one.due + one.revision - one.done - one.remission
            for one in self.model.preview(place, action)
        )

    def agree(self, place):
        waiting, self.waiting = self.waiting, []
        for one, name in waiting:
            if self.maybe(0.5) and self.room(place, one.action) >= one.cents:
                self.sign_remission(place, one, name)
        for action in self.owing():
            if self.maybe(0.15):
                self.estimate(action, self.room(place, action))
            room = self.room(place, action)
            if room > 0 and self.maybe(0.2):
                self.remit(place, action, self.chance.choice([room, (room + 1) // 2]))

    def estimate(self, action, room):
        """More on the word of anybody, less only when it is signed."""
        name, cents, signed = self.name("estimation"), self.cents(50_000), None
        if room > 1 and self.maybe(0.5):
            cents = -self.chance.randint(1, room)
            signed = self.today if self.valid or self.maybe(0.7) else None
        self.book.revisions.append(Revision(action, self.today, cents, signed))
        self.say("care revision add", name, "--action", action, "--date", self.today)
        self.add("--amount", euros(cents), "--source", "nouveau devis")
        if signed:
            self.sign_by_all(f"revision/{name}", self.book.actions[action].capital)

    def remit(self, place, action, cents):
        name, capital = self.name("remise"), self.book.actions[action].capital
        one = Remission(action, self.today, cents)
        self.book.remissions.append(one)
        self.say("care remission add", name, "--action", action, "--date", one.day)
        self.add("--amount", euros(cents), "--source", "demande")
        way = self.chance.choice(["unsigned", "management", "expert", "refused"])
        if self.valid or self.maybe(0.4):
            self.sign_remission(place, one, name)
        elif way == "management":
            self.sign(f"remission/{name}", capital, "direction")
        elif way == "expert" and capital[0] == "N":
            self.sign(f"remission/{name}", capital, "expert")
        elif way == "refused":
            self.sign_by_all(f"remission/{name}", capital)
            self.sign(f"remission/{name}", capital, "autre", "refuse")
        else:
            self.waiting.append((one, name))

    def sign_remission(self, place, one, name):
        """By all that must; sometimes after the year, before it is closed."""
        day = self.today
        position = self.model.position_of(one.action)
        together = {
            action for action in self.book.actions if self.model.position_of(action) == position
        }
        moves = together & {action for _, action, _ in self.cut_offs}
        if place + 1 < len(self.book.exercises) and not moves and self.maybe(0.3):
            day += 40 * DAY
            self.resting |= together
        self.book.remissions.remove(one)
        self.book.remissions.append(Remission(one.action, one.day, one.cents, day))
        today, self.today = self.today, day
        self.sign_by_all(f"remission/{name}", self.book.actions[one.action].capital)
        self.today = today
