# SPDX-License-Identifier: GPL-3.0-or-later
"""Takes each record that a figure of 2025 comes from out of a copy; what care check names then."""
import json
import shutil
import sqlite3
import subprocess
import sys

sources = ["budget", "cost", "measurement", "overlap", "realisation", "state", "tag"]


def named(copy):
    done = subprocess.run(
        ["coop", "care", "check", "-f", copy, "-O", "json"], capture_output=True, text=True
    )
    notes = json.loads(done.stdout)["notes"] if done.stdout else []
    return sorted(n["where"]["source"] for n in notes if n.get("args", {}).get("rule") == "I28")


with sqlite3.connect(sys.argv[1]) as book:
    marks = ", ".join("?" * len(sources))
    records = book.execute(
        "SELECT DISTINCT kind, id FROM care_record WHERE kind IN (%s) ORDER BY kind, id" % marks,
        sources,
    ).fetchall()
for kind, name in records:
    shutil.copy(sys.argv[1], "copy.coop")
    copy = sqlite3.connect("copy.coop")
    triggers = copy.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
    for trigger, _ in triggers:
        copy.execute('DROP TRIGGER "%s"' % trigger)
    copy.execute("DELETE FROM care_record WHERE kind = ? AND id = ?", (kind, name))
    for _, sql in triggers:
        copy.execute(sql)
    copy.commit()
    copy.close()
    figures = named("copy.coop")
    measures = ("due", "done", "in-legal-book", "measured", "memo-restoration")
    own = [f for f in figures if f.endswith(measures) and f.split("/")[1] not in ("F", "H", "N")]
    print(kind, name, "->", " ".join(own), "of", len(figures))
