# SPDX-License-Identifier: GPL-3.0-or-later
"""What coop prints of a year that it closed, cell by cell beside what the model computed."""


class Difference(AssertionError):
    def __init__(self, lines):
        super().__init__("\n".join(lines))
        self.lines = lines


def cents_in(value):
    return value["cents"] if isinstance(value, dict) else 0


def rows_of(document, table):
    """{key: cells} of a table; none of one that has nothing to say."""
    tables = [one for one in document["tables"] if one["id"] == table]
    return {row["key"]: row["cells"] for one in tables for row in one["rows"] if row["key"]}


class Compare:
    def __init__(self, coop, book, model):
        self.coop = coop
        self.book = book
        self.model = model
        self.cells = 0
        self.wrong = []

    def same(self, what, found, wanted):
        self.cells += 1
        if found != wanted:
            self.wrong.append(f"{what}: coop {found}, oracle {wanted}")

    def year(self, place, closed):
        """Everything of one exercise. \\throws Difference with every cell that differs."""
        outcome = self.model.closed[place]
        name = self.book.exercises[place].name
        self.close(name, closed, outcome)
        self.debts(name, outcome)
        self.result(name, outcome)
        self.bilan(name, outcome)
        if self.wrong:
            raise Difference(self.wrong)

    def check(self, day):
        """Nothing is found in a book that is as it must be."""
        document = self.coop.document(
            "care", "check", "--strict", "--today", str(day), code=(0, 1)
        )
        self.cells += 1
        if document["notes"]:
            raise Difference(
                [f"check: {one['message']} ({one['where']['source']})" for one in document["notes"]]
            )

    def close(self, name, closed, outcome):
        facts = closed["facts"]
        self.same(f"{name} legal", cents_in(facts["care_legal_result"]), outcome.legal)
        rows = rows_of(closed, "care.positions")
        for key, position in sorted(outcome.positions.items()):
            cells = rows.get(key, {})
            for column, wanted in (
                ("opening", position.opening),
                ("due", position.due),
                ("repaid", position.repaid),
                ("surplus", position.surplus),
                ("closing", position.closing),
            ):
                self.same(f"{name} {key} {column}", cents_in(cells.get(f"care_{column}")), wanted)
        self.same(f"{name} arrears", cents_in(facts["care_arrears"]), outcome.arrears)
        self.same(f"{name} result", cents_in(facts["care_result"]), outcome.result)

    def of_capital(self, outcome, capital):
        return [
            one
            for key, one in outcome.positions.items()
            if key.partition("/")[0].startswith(capital)
        ]

    def debts(self, name, outcome):
        document = self.coop.document("care", "dettes", "--year", name)
        debts, arrears = rows_of(document, "debts"), rows_of(document, "arrears")
        done = rows_of(document, "funding")
        for capital in ("", "N", "H", *self.book.capitals):
            positions = self.of_capital(outcome, capital)
            key = f"{name}/{capital}/" if capital else f"{name}/"
            for column, sign, value in (
                ("opening", 1, "opening"),
                ("due", 1, "due"),
                ("repaid", -1, "repaid"),
                ("revision", 1, "revision"),
                ("remission", -1, "remission"),
                ("closing", 1, "closing"),
            ):
                found = cents_in(debts.get(key + "closing", {}).get(column))
                wanted = sign * sum(getattr(one, value) for one in positions)
                self.same(f"dettes {key}{column}", found, wanted)
            cells = arrears.get(key + "debt", {})
            for column in ("arrears", "in_legal_book"):
                wanted = sum(getattr(one, column) for one in positions)
                self.same(f"dettes {key}{column}", cents_in(cells.get(column)), wanted)
            cells = done.get(key + "done", {})
            for column, value in (("done_all", "done"), ("surplus", "surplus")):
                wanted = sum(getattr(one, value) for one in positions)
                self.same(f"dettes {key}{column}", cents_in(cells.get(column)), wanted)
        self.ages(name, document, outcome)

    def ages(self, name, document, outcome):
        rows = rows_of(document, "ages")
        for capital in self.book.capitals:
            layers = {}
            for position in self.of_capital(outcome, capital):
                for at, cents in position.layers.items():
                    layers[at] = layers.get(at, 0) + cents
            for at, cents in layers.items():
                since = self.book.exercises[at].name if at >= 0 else "before"
                key = f"{name}/{capital}/layer-{since}"
                self.same(f"dettes {key}", cents_in(rows.get(key, {}).get("amount")), cents)

    def result(self, name, outcome):
        document = self.coop.document("care", "resultat", "--year", name)
        rows = rows_of(document, document["tables"][0]["id"])
        self.same(f"resultat {name}", cents_in(rows[f"{name}/result"]["n"]), outcome.result)
        for key, wanted in (("charges", -outcome.outside), ("dotations", -outcome.dotations)):
            self.same(f"resultat {key}", cents_in(rows[f"{name}/{key}"]["n"]), wanted)
        self.cascade(name, document, outcome)

    def cascade(self, name, document, outcome):
        """What is not a sum of others adds up to the result that follows it."""
        sum_ = 0
        for row in document["tables"][0]["rows"]:
            if row["role"] == "total":
                break
            if row["role"] == "item" and row["depth"] == 0:
                sum_ += cents_in(row["cells"]["n"])
        self.same(f"resultat {name}, its lines", sum_, outcome.result)
        rows = rows_of(document, document["tables"][0]["id"])
        if f"{name}/before-remissions" in rows:
            found = cents_in(rows[f"{name}/before-remissions"]["n"])
            self.same(f"resultat {name} before remissions", found, outcome.before_remissions)

    def bilan(self, name, outcome):
        document = self.coop.document("care", "bilan", "--year", name)
        uses, capitals = rows_of(document, "uses"), rows_of(document, "capitals")
        total = cents_in(uses[f"{name}/uses"]["n"])
        self.same(f"bilan {name}", cents_in(capitals[f"{name}/capitals"]["n"]), total)
        legal = cents_in(uses[f"{name}/F/uses"]["n"])
        if self.book.presentation != "capital":
            held = sum(one.unexpired for one in outcome.positions.values())
            wanted = legal + (held if self.book.presentation == "dette" else 0)
            self.same(f"bilan {name} uses", total, wanted)
            for capital in self.book.capitals:
                positions = self.of_capital(outcome, capital)
                wanted = sum(one.arrears - one.in_legal_book for one in positions)
                found = cents_in(capitals.get(f"{name}/{capital}/c4", {}).get("n"))
                self.same(f"bilan {name}/{capital}/c4", found, wanted)
