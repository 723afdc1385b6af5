# SPDX-License-Identifier: GPL-3.0-or-later
"""Explains each figure of the statements of a year, and redoes the arithmetic of each tree."""
import json
import subprocess
import sys
from fractions import Fraction

book, year = sys.argv[1:]
statements = ["resultat", "bilan", "dettes", "biophysique", "indicateurs", "ratios"]
unexplained = ["rien d’inscrit ne l’explique", "sans source enregistrée"]


def coop(*words):
    done = subprocess.run(["coop", *words, "-f", book, "-O", "json"], capture_output=True, text=True)
    return json.loads(done.stdout) if done.returncode == 0 else None


def number(cell):
    if isinstance(cell, dict) and "cents" in cell:
        return Fraction(cell["cents"], 100)
    if isinstance(cell, dict) and "value" in cell:
        return Fraction(cell["value"]) / (100 if cell["unit"] == "%" else 1)
    return None


def figures():
    found = set()
    for name in statements:
        for table in coop("care", name, "--year", year)["tables"]:
            if table["id"] in ("ages", "series"):  # parts of a debt, and what charts draw
                continue
            for row in table["rows"]:
                cells = row["cells"].values()
                if row["key"].startswith(year + "/") and any(number(c) is not None for c in cells):
                    found.add(row["key"])
    return sorted(found)


def tree(rows):
    """Each row with the rows one degree below it."""
    path = []
    for row in rows:
        row["below"] = []
        del path[row["depth"] :]
        if path:
            path[-1]["below"].append(row)
        path.append(row)
    return rows[0]


def result(rule, parts):
    values = [(number(p["cells"]["value"]), p["cells"]["sign"]) for p in parts]
    used = [(v, s) for v, s in values if s]
    if any(v is None for v, s in used):
        return None
    total = sum((v * s for v, s in used), Fraction(0))
    if rule == "product":
        total = Fraction(1)
        for value, sign in used:
            total = total * value if sign > 0 else total / value
    elif rule == "floor":
        total = max(Fraction(0), total)
    elif rule == "least":
        total = min(used[0][0], total - used[0][0])
    elif rule == "quotient":
        by = used[-1][0]
        total = (total - by) / by if by else None
    return total


def faults(row):
    cells = row["cells"]
    parts = [below for below in row["below"] if below["cells"]["sign"] is not None]
    if cells["formula"] in unexplained:
        yield row["key"] + ": " + cells["formula"]
    if cells["rule"] and number(cells["value"]) is not None and parts:
        # A difference takes the place of the rule of all but a sum.
        rest = [p for p in parts if p["key"].endswith("/difference")]
        made = result(cells["rule"], [p for p in parts if p not in rest])
        lacking = sum((number(p["cells"]["value"]) for p in rest), Fraction(0))
        if made is None or abs(made + lacking - number(cells["value"])) >= Fraction(1, 100):
            yield row["key"] + ": its parts do not make it"
    for below in row["below"]:
        yield from faults(below)


known = figures()
ends = {}
for figure in known:
    root = tree(coop("care", "explain", figure)["tables"][0]["rows"])
    for fault in faults(root):
        print(fault)
    stack = [root]
    while stack:
        row = stack.pop()
        stack += row["below"]
        kind = row["cells"]["source_kind"]
        if kind:
            ends[kind] = ends.get(kind, 0) + 1
print(len(known), "figures explained; they end in", ", ".join(sorted(ends)))
