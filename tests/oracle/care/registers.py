# SPDX-License-Identifier: GPL-3.0-or-later
"""Capitals, good states, measures, actions, prices and budgets."""
import datetime
from fractions import Fraction

from records import Action, Budget, Cost, Exercise, Indicator, Loss, Measure, State
from typist import DAY, Typist, after, euros, number

# capital, its people, its indicator, the sense of it, its actions
CAPITALS = [
    ("N.sol", 0, "mo", "min", ("compost", "haie")),
    ("N.eau", 0, "nitrates", "max", ("digue", "bande")),
    ("H.equipe", 12, "jours", "min", ("formation", "ergonomie")),
]
ASIDE = [
    ("soutien", "restoration", "heritee"),
    ("velos", "avoidance", "contractee"),
    ("friche", "preservation", "heritee"),
]


class Registers(Typist):
    def __init__(self, chance, model_of, valid):
        super().__init__(chance, model_of, valid)
        self.styles = {}  # {action: how it falls due}

    def begin(self):
        """The first day: a method, capitals and who speaks for them, actions."""
        book = self.book
        self.exercises()
        self.today = book.exercises[0].first
        book.presentation = self.chance.choice(["dette", "dette", "capital", "cloture"])
        book.netting = self.chance.choice(["action", "action", "capital"])
        book.rounding = self.chance.choice(["half_up", "half_up", "half_even", "down"])
        book.third_party_repays = self.chance.choice(["yes", "yes", "yes", "no"])
        book.inherited = self.chance.choice(["memo", "memo", "include"])
        options = ("presentation", "netting", "rounding", "third_party_repays", "inherited")
        self.say("care policy set", *(f"{one}={getattr(book, one)}" for one in options))
        for one in self.chance.sample(CAPITALS, self.chance.randint(1, 3)):
            self.capital(*one)
        if self.maybe(0.4):
            rate = Fraction(self.chance.randint(50_000, 250_000), 10_000)
            book.rates.append((self.today, rate))
            self.say("inkind rate set usuel", "--from", self.today, "--hourly", number(rate))
            self.add("--source", "grille")

    def exercises(self):
        first = datetime.date(self.chance.choice([2021, 2022, 2023]), 1, 1)
        kind = self.chance.choice(["civil", "civil", "school", "short"])
        if kind != "civil":
            first = first.replace(month=self.chance.choice([4, 7, 9]))
        last = first.replace(month=12, day=31) if kind == "short" else after(first)
        for _ in range(self.chance.randint(2, 4)):
            name = str(first.year) if first.year == last.year else f"{first.year}-{last.year}"
            self.book.exercises.append(Exercise(name, first, last))
            first = last + DAY
            last = after(first)

    def capital(self, capital, people, indicator, direction, actions):
        self.book.capitals.append(capital)
        self.say("care capital add", capital, "--name", capital[2:])
        if people:
            self.add("--people", people)
        self.say("care indicator add", indicator, "--capital", capital, "--name", indicator)
        self.add("--unit", "u", "--direction", direction)
        self.book.indicators[indicator] = Indicator(indicator, capital, direction)
        for voice in ("voix", "autre", "direction", *(["expert"] if capital[0] == "N" else [])):
            self.voice(voice, capital)
        self.state(indicator, self.today, self.value(indicator, 300, 400), 0, "add")
        self.measure(indicator, self.today, self.value(indicator, 200, 320))
        for action in self.chance.sample(actions, self.chance.choice([1, 1, 2])):
            self.action(Action(action, capital))
        if self.maybe(0.3):
            action, kind, origin = self.chance.choice(ASIDE)
            if action not in self.book.actions:
                self.action(Action(action, capital, kind, origin))

    def voice(self, voice, capital):
        kind = {"direction": "management", "expert": "expert"}.get(voice, "concerned")
        name = f"{voice}-{capital[2:]}"
        self.say("care spokesperson add", name, "--capitals", capital, "--type", kind)
        self.add("--mandate-by", "assemblée", "--mandate-mode", "vote", "--from", self.today)
        self.say("care deliberate", f"mandat-{name}", "--object", f"spokesperson/{name}")
        self.add("--decision", "mandat", "--present-count", 9, "--minutes", "pv.txt")

    def value(self, indicator, low, high):
        """Low is bad for a floor; for a ceiling what is drawn is turned over."""
        drawn = Fraction(self.chance.randint(low, high), 100)
        return 6 - drawn if self.book.indicators[indicator].direction == "max" else drawn

    def state(self, indicator, since, threshold, place, verb):
        """Of the first day, or of the first day of a later exercise."""
        one = self.book.indicators[indicator]
        self.book.states.append(State(indicator, since, threshold, place))
        edge = "--upper" if one.direction == "max" else "--lower"
        self.say("care state", verb, f"seuil-{indicator}", edge, number(threshold))
        self.add("--valid-from", since, "--mode", "arretee", "--source", "avis")
        if verb == "add":
            self.add("--indicator", indicator)
        self.sign(f"state/seuil-{indicator}", one.capital)

    def measure(self, indicator, day, value):
        self.book.measures.append(Measure(indicator, day, value))
        self.say("care measurement add", "--indicator", indicator, "--date", day)
        self.add("--value", number(value), "--grade", "mesure")

    def action(self, action):
        self.book.actions[action.id] = action
        owes = self.book.owes(action.id)
        self.say("care action add", action.id, "--capital", action.capital, "--name", action.id)
        self.add("--kind", action.kind, "--origin", action.origin, "--unit", "t")
        styles = ["amounts", "long", "listed", "nothing"]
        if self.maybe(0.7):
            self.cost(action.id)
            styles += ["quantity", "gap", "gap", "long-gap", "long-gap"]
            if owes and self.maybe(0.15):
                use = f"usage-{action.id}"
                self.say("care use add", use, "--capital", action.capital, "--activity", "usage")
                styles = ["losses"]
        self.styles[action.id] = self.chance.choice(styles) if owes else "nothing"
        if owes and self.maybe(0.25):
            cents = self.book.openings[action.id] = self.cents()
            self.say("care opening add", "--action", action.id, "--date", self.today - DAY)
            self.add("--amount", euros(cents), "--source", "bilan d’entrée")

    def cost(self, action):
        """In euros, in cents, or to a millionth."""
        price = self.chance.choice(
            [
                self.chance.randint(1, 200) * 1_000_000,
                self.chance.randint(100, 20_000) * 10_000,
                self.chance.randint(1, 99_999_999),
            ]
        )
        price = Fraction(price, 1_000_000)
        self.book.costs.append(Cost(action, self.today, price))
        self.say("care cost add", "--action", action, "--amount", number(price), "--unit", "t")
        self.add("--valid-from", self.today, "--source", "devis")

    # What falls due

    def budget(self, action, first, last, **fields):
        budget = Budget(self.name("budget"), action, first, last, **fields)
        self.book.budgets.append(budget)
        self.say("care budget add", budget.id, "--action", action, "--start", first, "--end", last)
        self.add("--source", "devis")
        if budget.cents is not None:
            self.add("--amount", euros(budget.cents))
        if budget.quantity is not None:
            self.add("--quantity", number(budget.quantity), "--unit", "t")
        if budget.indicator:
            self.add("--indicator", budget.indicator, "--step", number(budget.step))
            self.add("--extent", number(budget.extent))
        if budget.instalments:
            parts = ";".join(euros(part) for part in budget.instalments)
            self.add("--schedule", "listed", "--instalments", parts)

    def budgets(self, place, action):
        """What a year adds; budgets of several years may overlap."""
        style = self.styles[action]
        first, last = self.book.exercises[place].first, self.book.exercises[place].last
        begin = first
        if self.maybe(0.2):
            begin = self.day_of(place)
            begin = max(first, begin.replace(day=1))
        if style == "amounts" and self.maybe(0.8):
            self.budget(action, begin, last, cents=self.cents())
        if style == "quantity" and self.maybe(0.8):
            self.budget(action, begin, last, quantity=self.hundredths(20_000))
        if style == "gap" and self.maybe(0.8):
            self.gap(action, first, last)
        if style == "losses" and self.maybe(0.8):
            self.loss(action, first, last)
        if style in ("long", "long-gap", "listed") and (place == 0 or self.maybe(0.35)):
            last = after(begin, self.chance.randint(13, 40))
            if self.maybe(0.3):
                last += self.chance.randint(1, 27) * DAY
            if style == "long":
                self.budget(action, begin, last, cents=self.cents(500_000))
            elif style == "long-gap":
                self.gap(action, begin, last)
            else:
                slices = self.model.slices(Budget("", action, begin, last))
                parts = tuple(self.cents() for _ in slices)
                self.budget(action, begin, last, cents=sum(parts), instalments=parts)

    def hundredths(self, high):
        return Fraction(self.chance.randint(1, high), 100)

    def gap(self, action, first, last):
        capital = self.book.actions[action].capital
        found = [one for one in self.book.indicators.values() if one.capital == capital]
        step = Fraction(self.chance.choice([1, 2, 5, 10, 30]), 100)
        extent = Fraction(self.chance.choice([1, 5, 10, 25]), 10)
        self.budget(action, first, last, indicator=found[0].id, step=step, extent=extent)

    def loss(self, action, first, last):
        loss = Loss(action, first, last, self.hundredths(5_000))
        self.book.losses.append(loss)
        self.say("care degradation add", "--use", f"usage-{action}", "--action", action)
        self.add("--from", first, "--to", last, "--quantity", number(loss.quantity), "--unit", "t")
