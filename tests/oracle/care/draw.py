# SPDX-License-Identifier: GPL-3.0-or-later
"""Random books of CARE. Everything comes from one random.Random: a seed is a book."""
import datetime
from fractions import Fraction

from records import (
    Action,
    Book,
    Budget,
    Cost,
    Exercise,
    Indicator,
    Line,
    Loss,
    Measure,
    Overlap,
    Remission,
    Reversal,
    Revision,
    State,
    Tag,
    Work,
)

DAY = datetime.timedelta(days=1)
# capital, its people, its indicator, the sense of it, its actions
CAPITALS = [
    ("N.sol", 0, "mo", "min", ("compost", "haie")),
    ("N.eau", 0, "nitrates", "max", ("digue", "bande")),
    ("H.equipe", 12, "jours", "min", ("formation", "ergonomie")),
]
ASIDE = [("soutien", "restoration", "heritee"), ("velos", "avoidance", "contractee")]
ACCOUNTS = ("6064", "6061", "6226", "6132", "641", "645")


def euros(cents):
    return f"{'-' * (cents < 0)}{abs(cents) // 100},{abs(cents) % 100:02}"


def number(value):
    """A fraction whose denominator divides a power of ten, as it is typed."""
    micro = value * 1_000_000
    assert micro.denominator == 1
    whole, rest = divmod(micro.numerator, 1_000_000)
    return f"{whole},{rest:06}".rstrip("0").rstrip(",")


class Draw:
    """Adds to a book, and keeps what to type: (day, words) in their order."""

    def __init__(self, chance, model_of, valid):
        self.chance = chance
        self.valid = valid  # papers, signatures: nothing that a check would name
        self.book = Book()
        self.script = []
        self.today = None
        self.entries = 0
        self.names = 0
        self.resting = set()  # actions that must not be worked on: a signed remission waits
        self.waiting = []  # remissions that may be signed later
        self.cut_offs = []  # (line, action) to take back the next year
        self.styles = {}
        self.model = model_of(self.book)

    def maybe(self, probability):
        return self.chance.random() < probability

    def say(self, *words):
        self.script.append((self.today, [str(word) for word in words]))

    def name(self, kind):
        self.names += 1
        return f"{kind}-{self.names}"

    def day_of(self, place):
        exercise = self.book.exercises[place]
        return exercise.first + self.chance.randint(0, (exercise.last - exercise.first).days) * DAY

    def cents(self, high=200_000):
        return self.chance.randint(1, high)

    # The first day

    def begin(self):
        book = self.book
        self.exercises()
        self.today = book.exercises[0].first
        book.presentation = self.chance.choice(["dette", "dette", "capital", "cloture"])
        book.netting = self.chance.choice(["action", "action", "capital"])
        book.rounding = self.chance.choice(["half_up", "half_up", "half_even", "down"])
        self.say(
            "care", "policy", "set", f"presentation={book.presentation}",
            f"netting={book.netting}", f"rounding={book.rounding}",
        )
        chosen = self.chance.sample(CAPITALS, self.chance.randint(1, 3))
        for one in chosen:
            self.capital(*one)
        if self.maybe(0.4):
            since = book.exercises[0].first
            rate = Fraction(self.chance.randint(50_000, 250_000), 10_000)
            book.rates.append((since, rate))
            self.say("inkind", "rate", "set", "usuel", "--from", since, "--hourly", number(rate),
                     "--source", "grille")

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
        book = self.book
        book.capitals.append(capital)
        short = capital[2:]
        self.say("care", "capital", "add", capital, "--name", short,
                 *(["--people", people] if people else []))
        self.say("care", "indicator", "add", indicator, "--capital", capital, "--name", indicator,
                 "--unit", "u", "--direction", direction)
        book.indicators[indicator] = Indicator(indicator, capital, direction)
        since = book.exercises[0].first
        voices = [(f"voix-{short}", "concerned"), (f"autre-{short}", "concerned"),
                  (f"direction-{short}", "management")]
        voices += [(f"expert-{short}", "expert")] if capital[0] == "N" else []
        for voice, kind in voices:
            self.say("care", "spokesperson", "add", voice, "--capitals", capital, "--type", kind,
                     "--mandate-by", "assemblée", "--mandate-mode", "vote", "--from", since)
            self.say("care", "deliberate", f"mandat-{voice}", "--object", f"spokesperson/{voice}",
                     "--decision", "mandat", "--present-count", 9, "--minutes", "pv.txt")
        self.state(indicator, since, self.value(indicator, 300, 400), 0, "add")
        self.measure(indicator, since, self.value(indicator, 200, 320))
        if self.maybe(0.7):
            chosen = self.chance.sample(actions, self.chance.randint(1, 2))
        else:
            chosen = actions[:1]
        for action in chosen:
            self.action(Action(action, capital), since)
        if self.maybe(0.3):
            action, kind, origin = self.chance.choice(ASIDE)
            if action not in book.actions:
                self.action(Action(action, capital, kind, origin), since)

    def value(self, indicator, low, high):
        """Low is bad for a floor; for a ceiling what is drawn is turned over."""
        drawn = Fraction(self.chance.randint(low, high), 100)
        return 6 - drawn if self.book.indicators[indicator].direction == "max" else drawn

    def action(self, action, since):
        self.book.actions[action.id] = action
        self.say("care", "action", "add", action.id, "--capital", action.capital, "--name",
                 action.id, "--kind", action.kind, "--origin", action.origin, "--unit", "t")
        styles = ["amounts", "long", "listed", "nothing"]
        if self.maybe(0.7):
            self.cost(action.id, since)
            styles += ["quantity", "gap", "gap", "long-gap", "losses"]
            if action.owes() and self.maybe(0.15):
                self.say("care", "use", "add", f"usage-{action.id}", "--capital", action.capital,
                         "--activity", "usage")
                styles = ["losses"]
            else:
                styles.remove("losses")
        self.styles[action.id] = self.chance.choice(styles) if action.owes() else "nothing"
        if action.owes() and self.maybe(0.25):
            cents = self.cents()
            self.book.openings[action.id] = cents
            self.say("care", "opening", "add", "--action", action.id, "--date", since - DAY,
                     "--amount", euros(cents), "--source", "bilan d’entrée")

    def cost(self, action, since):
        price = Fraction(self.chance.choice([
            self.chance.randint(1, 200) * 1_000_000,
            self.chance.randint(100, 20_000) * 10_000,
            self.chance.randint(1, 99_999_999),
        ]), 1_000_000)
        self.book.costs.append(Cost(action, since, price))
        self.say("care", "cost", "add", "--action", action, "--amount", number(price), "--unit",
                 "t", "--valid-from", since, "--source", "devis")

    def state(self, indicator, since, threshold, place, verb):
        self.book.states.append(State(indicator, since, threshold, place))
        max_ = self.book.indicators[indicator].direction == "max"
        said = ["--upper" if max_ else "--lower", number(threshold), "--valid-from", since]
        said += ["--indicator", indicator] if verb == "add" else []
        self.say("care", "state", verb, f"seuil-{indicator}", *said, "--mode", "arretee",
                 "--source", "avis")
        self.sign(f"state/seuil-{indicator}", indicator=indicator)

    def measure(self, indicator, day, value):
        self.book.measures.append(Measure(indicator, day, value))
        self.say("care", "measurement", "add", "--indicator", indicator, "--date", day, "--value",
                 number(value), "--grade", "mesure")

    def sign(self, what, who="voix", verdict="approuve", indicator=None, capital=None):
        short = (capital or self.book.indicators[indicator].capital)[2:]
        self.say("care", "sign", what, "--spokesperson", f"{who}-{short}", "--verdict", verdict,
                 "--evidence", "avis.txt", "--by", "secrétaire")

    # A year

    def year(self, place):
        exercise = self.book.exercises[place]
        self.today = exercise.first
        for action in sorted(self.book.actions):
            if not self.over(action, exercise.first):
                self.budgets(place, action)
        for action in sorted(self.book.actions):
            if place and any(one.action == action for one in self.book.costs) and self.maybe(0.2):
                self.cost(action, exercise.first)
        self.today = exercise.last
        self.sales(place)
        self.take_back(place)
        for action in sorted(self.book.actions):
            if action not in self.resting:
                self.works(place, action)
        self.others(place)
        for indicator in sorted(self.book.indicators):
            self.observe(place, indicator)
        for capital in self.book.capitals:
            if capital not in self.book.ceased and self.maybe(0.08):
                self.cease(place, capital)
        self.resting.clear()
        self.remit(place)

    def over(self, action, day):
        last = self.book.ceased.get(self.book.actions[action].capital)
        return last is not None and last < day

    def budget(self, **fields):
        budget = Budget(self.name("budget"), **fields)
        self.book.budgets.append(budget)
        words = ["--action", budget.action, "--start", budget.first, "--end", budget.last]
        if budget.cents is not None:
            words += ["--amount", euros(budget.cents)]
        if budget.quantity is not None:
            words += ["--quantity", number(budget.quantity), "--unit", "t"]
        if budget.indicator:
            words += ["--indicator", budget.indicator, "--step", number(budget.step), "--extent",
                      number(budget.extent)]
        if budget.instalments:
            parts = ";".join(euros(part) for part in budget.instalments)
            words += ["--schedule", "listed", "--instalments", parts]
        self.say("care", "budget", "add", budget.id, *words, "--source", "devis")

    def budgets(self, place, action):
        style = self.styles[action]
        exercise = self.book.exercises[place]
        first, last = exercise.first, exercise.last
        if self.maybe(0.2):
            first = self.day_of(place)
            first = first.replace(day=1) if first.replace(day=1) >= exercise.first else first
        if style == "amounts" and self.maybe(0.8):
            self.budget(action=action, first=first, last=last, cents=self.cents())
        if style == "quantity" and self.maybe(0.8):
            quantity = Fraction(self.chance.randint(1, 20_000), 100)
            self.budget(action=action, first=first, last=last, quantity=quantity)
        if style == "gap" and self.maybe(0.8):
            self.gap(action, exercise.first, last)
        long = style in ("long", "long-gap", "listed")
        if long and (place == 0 or self.maybe(0.25)):
            last = after(first, self.chance.randint(13, 40))
            if self.maybe(0.3):
                last += self.chance.randint(1, 27) * DAY
            if style == "long":
                self.budget(action=action, first=first, last=last, cents=self.cents(500_000))
            elif style == "long-gap":
                self.gap(action, first, last)
            else:
                self.listed(action, first, last)
        if style == "losses" and self.maybe(0.8):
            loss = Loss(action, exercise.first, exercise.last,
                        Fraction(self.chance.randint(1, 5_000), 100))
            self.book.losses.append(loss)
            self.say("care", "degradation", "add", "--use", f"usage-{action}", "--action", action,
                     "--from", loss.first, "--to", loss.last, "--quantity", number(loss.quantity),
                     "--unit", "t")

    def gap(self, action, first, last):
        capital = self.book.actions[action].capital
        indicator = next(
            one.id for one in self.book.indicators.values() if one.capital == capital
        )
        self.budget(action=action, first=first, last=last, indicator=indicator,
                    step=Fraction(self.chance.choice([1, 2, 5, 10, 30]), 100),
                    extent=Fraction(self.chance.choice([1, 5, 10, 25, 100]), 10))

    def listed(self, action, first, last):
        budget = Budget("", action, first, last)
        parts = tuple(self.cents() for _ in self.model.slices(budget))
        self.budget(action=action, first=first, last=last, cents=sum(parts), instalments=parts)

    # Legal entries

    def entry(self, day, label, lines):
        """Debits above 0. Its lines stand in the order in which they are typed."""
        self.entries += 1
        words = []
        for account, cents in lines:
            words += ["--debit" if cents > 0 else "--credit", f"{account}={euros(abs(cents))}"]
        self.say("ledger", "add", "--post", "--date", day, "--journal", "OD", "--label", label,
                 "--piece", f"P{self.entries}", *words)
        made = [
            Line(self.entries, at + 1, day, account, cents)
            for at, (account, cents) in enumerate(lines)
        ]
        self.book.lines += made
        return made

    def tag(self, line, action, share=None, cents=None, funding="own"):
        self.book.tags.append(Tag(action, line.entry, line.number, share, cents, funding))
        words = ["--share", number(share * 100) + "%"] if share is not None else []
        words += ["--amount", euros(cents)] if cents is not None else []
        words += ["--funding", funding] if funding != "own" else []
        self.say("care", "tag", f"{line.entry}:{line.number}", "--action", action, *words)

    def sales(self, place):
        cents = self.chance.randint(500_000, 2_000_000)
        self.entry(self.book.exercises[place].first, "ventes", [("706", -cents), ("512", cents)])

    def charge(self, place, cents, day=None, account=None):
        account = account or self.chance.choice(ACCOUNTS)
        day = day or self.day_of(place)
        return self.entry(day, "charge", [(account, cents), ("512", -cents)])[0]

    def works(self, place, action):
        """What is done of an action: tagged lines of all kinds, and work of others."""
        exercise = self.book.exercises[place]
        for _ in range(self.chance.choice([0, 1, 1, 2])):
            line = self.charge(place, self.cents())
            funding = self.chance.choice(["own", "own", "grant"])
            way = self.chance.choice(["whole", "whole", "share", "part", "two"])
            if way == "share":
                self.tag(line, action, share=self.percent(100), funding=funding)
            elif way == "part":
                self.tag(line, action, cents=self.chance.randint(1, line.cents), funding=funding)
            elif way == "two" and len(self.book.actions) > 1:
                other = self.chance.choice(sorted(set(self.book.actions) - {action}))
                share = self.percent(99)
                self.tag(line, action, share=share, funding=funding)
                if other not in self.resting:
                    rest = 1 - share if self.maybe(0.5) else (1 - share) / 2
                    self.tag(line, other, share=rest)
            else:
                self.tag(line, action, funding=funding)
            if self.maybe(0.12):
                self.reverse(line.entry, max(line.day, self.day_of(place)))
            elif self.maybe(0.12) and line.cents > 1:
                back = self.chance.randint(1, line.cents)
                note = self.entry(exercise.last, "avoir", [(line.account, -back), ("401", back)])[0]
                self.tag(note, action)
        if place + 1 < len(self.book.exercises) and self.maybe(0.2):
            self.cut_off(place, action)
        if self.maybe(0.15):
            self.depreciation(place, action)
        for _ in range(self.chance.choice([0, 0, 1, 1, 2])):
            self.work(place, action)

    def percent(self, high):
        return Fraction(self.chance.randint(1, high), 100)

    def reverse(self, entry, day):
        self.entries += 1
        self.book.reversals.append(Reversal(self.entries, entry, day))
        for line in [one for one in self.book.lines if one.entry == entry]:
            self.book.lines.append(
                Line(self.entries, line.number, day, line.account, -line.cents)
            )
        self.say("ledger", "reverse", entry, "--reason", "erreur", "--date", day)
        self.say("ledger", "post", self.entries)

    def cut_off(self, place, action):
        """A charge of next year paid in this one, or one of this year billed in the next."""
        day = self.book.exercises[place].last
        cents = self.cents()
        if self.maybe(0.5):
            line = self.charge(place, cents, account="6226")
            self.tag(line, action)
            off = self.chance.randint(1, cents)
            ahead = self.entry(day, "CCA", [("6226", -off), ("486", off)])[0]
            self.tag(ahead, action)
            self.cut_offs.append((ahead, action, 0))
        else:
            accrued = self.entry(day, "FNP", [("6226", cents), ("408", -cents)])[0]
            self.tag(accrued, action)
            billed = max(1, cents + self.chance.randint(-cents // 10 - 1, cents // 10 + 1))
            self.cut_offs.append((accrued, action, billed))

    def take_back(self, place):
        day = self.book.exercises[place].first
        for line, action, billed in self.cut_offs:
            other = "486" if line.cents < 0 else "408"
            back = self.entry(day, "extourne", [("6226", -line.cents), (other, line.cents)])[0]
            self.tag(back, action)
            if billed:
                self.tag(self.charge(place, billed, account="6226"), action)
        self.cut_offs.clear()
        undone = {one.of for one in self.book.reversals}
        for tag in list(self.book.tags):
            line = self.book.line(tag.entry, tag.line)
            mine = [one.action for one in self.book.tags if one.entry == tag.entry]
            simple = line.account in ACCOUNTS and tag.entry not in undone
            if simple and not self.resting & set(mine) and line.day < day and self.maybe(0.1):
                undone.add(tag.entry)
                self.reverse(tag.entry, self.day_of(place))

    def depreciation(self, place, action):
        day = self.book.exercises[place].last
        cents = self.cents(50_000)
        self.entry(self.book.exercises[place].first, "achat", [("2154", cents), ("404", -cents)])
        line = self.entry(day, "dotation", [("6811", cents), ("2815", -cents)])[0]
        if self.maybe(0.5):
            self.tag(line, action)
        else:
            self.tag(line, action, share=self.percent(100))

    def others(self, place):
        """Charges of nobody, one of them negative, and a provision that holds a debt already."""
        for _ in range(self.chance.randint(0, 2)):
            self.charge(place, self.cents(300_000))
        if self.maybe(0.3):
            cents = self.cents(20_000)
            self.entry(self.book.exercises[place].last, "stock", [("6037", -cents), ("37", cents)])
        owing = [one for one in sorted(self.book.actions) if self.book.actions[one].owes()]
        if owing and self.maybe(0.2):
            action, cents = self.chance.choice(owing), self.cents(60_000)
            before = sum(
                one.cents for one in self.book.overlaps if one.action == action
            )
            if before == 0:
                day = self.book.exercises[place].last
                self.entry(day, "provision", [("6815", cents), ("1518", -cents)])
                self.book.overlaps.append(Overlap(action, "1518", day, cents))
                self.say("care", "overlap", "add", "--action", action, "--account", "1518",
                         "--date", day, "--amount", euros(cents), "--source", "provision")

    def work(self, place, action):
        funding = self.chance.choice(["own", "grant", "third", "third", "volunteer", "volunteer"])
        fields = {"filed": self.valid or self.maybe(0.8)}
        if self.maybe(0.7):
            fields["cents"] = self.cents(80_000)
        if self.maybe(0.7) or "cents" not in fields:
            fields["quantity"] = Fraction(self.chance.randint(1, 2_000), 100)
        if funding == "volunteer" and self.maybe(0.7):
            fields["hours"] = Fraction(self.chance.randint(1, 400), 4)
        if funding == "volunteer" and self.maybe(0.3):
            fields["by"] = self.chance.choice(self.book.capitals)
            if fields["by"][0] != "H":
                del fields["by"]
        work = Work(action, self.day_of(place), funding, **fields)
        self.book.works.append(work)
        words = ["--funding", funding, "--basis", "in_kind"]
        words += ["--evidence-file", "papier.txt"] if work.filed else ["--evidence", "papier.pdf"]
        words += ["--amount", euros(work.cents)] if work.cents is not None else []
        words += ["--quantity", number(work.quantity), "--unit", "t"] if work.quantity else []
        words += ["--hours", number(work.hours)] if work.hours else []
        words += ["--done-by", work.by] if work.by else []
        self.say("care", "realisation", "add", self.name("fait"), "--action", action, "--date",
                 work.day, *words)

    # What is observed, ceases, is remitted

    def observe(self, place, indicator):
        exercise = self.book.exercises[place]
        if self.maybe(0.7):
            self.measure(indicator, exercise.last - self.chance.randint(0, 60) * DAY,
                         self.value(indicator, 200, 380))
        if place + 1 < len(self.book.exercises) and self.maybe(0.3):
            since = self.book.exercises[place + 1].first
            self.state(indicator, since, self.value(indicator, 280, 420), place, "revise")

    def cease(self, place, capital):
        day = self.chance.choice([self.day_of(place), self.book.exercises[place].last])
        self.book.ceased[capital] = day
        self.say("care", "capital", "cease", capital, "--date", day)

    def room(self, place, action):
        position = self.model.preview(place)[self.model.position_of(action)]
        owed = position.opening + position.due + position.revision
        return owed - position.done - position.remission

    def remit(self, place):
        for one in list(self.waiting):
            self.waiting.remove(one)
            if self.maybe(0.5) and self.room(place, one[0].action) >= one[0].cents:
                self.sign_remission(place, *one)
        owing = [one for one in sorted(self.book.actions) if self.book.actions[one].owes()]
        for action in owing:
            room = self.room(place, action)
            if self.maybe(0.15):
                self.revise(place, action, room)
                room = self.room(place, action)
            if room > 0 and self.maybe(0.2):
                self.remission(place, action, self.chance.choice([room, (room + 1) // 2]))

    def revise(self, place, action, room):
        """More on the word of anybody, less only when it is signed."""
        name, day = self.name("estimation"), self.book.exercises[place].last
        cents, signed = self.cents(50_000), None
        if room > 1 and self.maybe(0.5):
            cents = -self.chance.randint(1, room)
            signed = day if self.valid or self.maybe(0.7) else None
        self.book.revisions.append(Revision(action, day, cents, signed))
        self.say("care", "revision", "add", name, "--action", action, "--date", day,
                 "--amount", euros(cents), "--source", "nouveau devis")
        if signed:
            capital = self.book.actions[action].capital
            self.sign(f"revision/{name}", capital=capital)
            if capital[0] == "N":
                self.sign(f"revision/{name}", "expert", capital=capital)

    def remission(self, place, action, cents):
        name = self.name("remise")
        one = Remission(action, self.today, cents)
        self.book.remissions.append(one)
        self.say("care", "remission", "add", name, "--action", action, "--date", one.day,
                 "--amount", euros(cents), "--source", "demande")
        way = self.chance.choice(["signed", "unsigned", "management", "expert", "refused"])
        way = "signed" if self.valid or self.maybe(0.2) else way
        capital = self.book.actions[action].capital
        what = f"remission/{name}"
        if way == "signed":
            self.sign_remission(place, one, name)
        elif way == "management":
            self.sign(what, "direction", capital=capital)
        elif way == "expert" and capital[0] == "N":
            self.sign(what, "expert", capital=capital)
        elif way == "refused":
            self.sign(what, "voix", capital=capital)
            self.sign(what, "autre", "refuse", capital=capital)
        else:
            self.waiting.append((one, name))

    def sign_remission(self, place, one, name):
        """By all that must; sometimes after the year, before it is closed."""
        capital = self.book.actions[one.action].capital
        day = self.book.exercises[place].last
        together = {
            action
            for action in self.book.actions
            if self.model.position_of(action) == self.model.position_of(one.action)
        }
        moves = together & {action for _, action, _ in self.cut_offs}
        if place + 1 < len(self.book.exercises) and not moves and self.maybe(0.3):
            day += 40 * DAY
            self.resting |= together
        self.book.remissions.remove(one)
        self.book.remissions.append(Remission(one.action, one.day, one.cents, day))
        today, self.today = self.today, day
        self.sign(f"remission/{name}", capital=capital)
        if capital[0] == "N":
            self.sign(f"remission/{name}", "expert", capital=capital)
        self.today = today


def after(first, months=12):
    """The last day of some months from a first of the month, or from any day."""
    place = first.year * 12 + first.month - 1 + months
    return datetime.date(place // 12, place % 12 + 1, min(first.day, 28)) - DAY
