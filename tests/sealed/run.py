#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Tampers with every column of every table of a book and asks `coop verify` what it sees.

schemas/sql/sealed.csv says of each column what proves it (chain, record, derived) or why nothing
does (outside). A column that the list lacks, one too many in it, and one that is proved while
`verify` is silent are failures. The tampering hand has put triggers, references and checks aside,
as anybody with the file may.

Usage: run.py COOP
"""
import csv
import json
import os
import shlex
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent

# Where the first row says nothing: a row that does.
ROWS = {
    "journal": "code = 'BQ'",
    "account": "label IS NOT NULL",
    "party": "id IN (SELECT party_id FROM entry)",
    "project": "id IN (SELECT project_id FROM line)",
}
COLUMN_ROWS = {
    ("account", "code"): "id IN (SELECT account_id FROM line)",
    ("account", "id"): "id IN (SELECT account_id FROM line)",
    ("record", "personal"): "personal <> ''",
    ("record", "salt"): "personal <> ''",
    ("care_record", "personal"): "personal <> ''",
    ("care_record", "salt"): "personal <> ''",
    ("entry", "party_id"): "party_id IS NOT NULL",
    ("line", "party_id"): "party_id IS NOT NULL",
    ("line", "project_id"): "project_id IS NOT NULL",
    ("line", "label"): "label IS NOT NULL",
}

# What a column becomes where the next value of its type would be the same or nonsense.
CHANGES = {
    ("entry", "role"): "CASE role WHEN 0 THEN 1 ELSE 0 END",
    ("balance", "role"): "CASE role WHEN 0 THEN 1 ELSE 0 END",
    ("party_balance", "role"): "CASE role WHEN 0 THEN 1 ELSE 0 END",
    ("balance", "posted"): "1 - posted",
    ("party_balance", "posted"): "1 - posted",
    ("account", "own"): "1 - own",
    ("account", "closed"): "1 - closed",
    ("account", "kind"): "CASE kind WHEN 'asset' THEN 'expense' ELSE 'asset' END",
    ("account", "normal"): "CASE normal WHEN 'debit' THEN 'credit' ELSE 'debit' END",
    ("book", "family"): "CASE family WHEN 'general' THEN 'associations' ELSE 'general' END",
    ("year", "regulation"): "CASE regulation WHEN 'crc-99-01' THEN 'anc-2018-06' ELSE 'crc-99-01' END",
    ("year", "state"): "CASE state WHEN 'open' THEN 'closed' ELSE 'open' END",
    ("counter", "last"): "0",
    ("migration", "number"): "number + 100",
}

KEYS = {"id", "sequence", "number", "line", "version", "position", "year_id", "entry_id",
        "account_id", "party_id", "project_id", "journal_id", "budget_id", "reversal_id",
        "reversed_id", "reverses", "close"}

FACTS = """
book set --rna W751234567
account rename 6064 --label "Fournitures, bureau"
account add 62261 --label "Honoraires, comptes"
project add jardin --label Jardin
inkind rate set repair --hourly 14 --from 2026-01-01 --source délibération
year add 2026
year add 2027
ledger add --date 2026-02-01 --charge 6063=40 --paid-from 401 --party "Cabinet Brindille" --project jardin --label Terreau --piece T-1 --ref essai-1 --post
ledger add --date 2026-02-02 --debit 401=40 --credit 512=40 --party "Cabinet Brindille" --label Règlement --piece T-2 --post
ledger add --date 2026-02-03 --charge 6063=5 --paid-from 512 --label Erreur --piece T-3 --post
ledger attach 1 piece.txt
inkind add --date 2026-02-04 --kind benevolat --hours 4 --rate repair --project jardin --party "A. Martin" --post
import csv lignes.csv --post
budget set 2026 756=100 --version initial
"""

LINES = """entry,date,journal,label,account,debit,credit,line_label
1,2026-02-05,BQ,Achats,6063,7.00,,Graines
1,2026-02-05,BQ,Achats,512,,7.00,
"""


def run(coop, folder, words, ok=(0, 1)):
    """Runs coop there, on one day, and gives its output."""
    environment = {"PATH": os.environ["PATH"], "HOME": str(folder), "LC_ALL": "C.UTF-8",
                   "COOP_LANG": "fr", "COOP_TODAY": "2026-06-30", "ASAN_OPTIONS": "detect_leaks=0"}
    done = subprocess.run([coop, *words], cwd=folder, env=environment, capture_output=True,
                          text=True, stdin=subprocess.DEVNULL, check=False)
    if done.returncode not in ok:
        sys.exit(f"coop {' '.join(words)}: {done.returncode}\n{done.stderr}")
    return done.stdout


def findings(coop, folder, name):
    """The ids of what verify finds in a book; a book it cannot open at all is seen, too."""
    environment = {"PATH": os.environ["PATH"], "HOME": str(folder), "COOP_LANG": "fr",
                   "COOP_TODAY": "2026-06-30", "ASAN_OPTIONS": "detect_leaks=0"}
    done = subprocess.run([coop, "-f", name, "verify", "-O", "json"], cwd=folder, env=environment,
                          capture_output=True, text=True, stdin=subprocess.DEVNULL, check=False)
    if done.returncode in (5, 3):
        return [f"exit {done.returncode}"]
    if done.returncode not in (0, 1):
        sys.exit(f"verify of a tampered book: {done.returncode}\n{done.stderr}")
    notes = json.loads(done.stdout).get("notes", [])
    return [note["id"] for note in notes if note["severity"] == "error"]


def make(coop, folder):
    """A book in which no table is empty."""
    dump = ROOT / "tests/books/care-closed/dump.ndjson"
    run(coop, folder, ["-f", "book.coop", "import", "ndjson", str(dump)])
    (folder / "piece.txt").write_text("reçu", encoding="utf-8")
    (folder / "lignes.csv").write_text(LINES, encoding="utf-8")
    for line in FACTS.strip().splitlines():
        run(coop, folder, ["-f", "book.coop", *shlex.split(line)])
    return folder / "book.coop"


def columns(path):
    connection = sqlite3.connect(path)
    tables = [row[0] for row in connection.execute(
        "SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY rowid")]
    pairs = [(table, row[1], row[2]) for table in tables
             for row in connection.execute(f"PRAGMA table_info({table})")]
    connection.close()
    return pairs


def change_of(table, column, kind):
    if (table, column) in CHANGES:
        return CHANGES[(table, column)]
    if kind == "INTEGER":
        # Far from the next one: a key has to stay one.
        step = 1 if column not in KEYS else 1000
        return f"COALESCE({column}, 0) + {step}"
    if kind == "BLOB":
        return "?"  # one bit of it
    return f"COALESCE({column}, '') || 'x'"


def tamper(path, table, column, kind):
    """One value of one row; whether there was one."""
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA synchronous = OFF")
    connection.execute("PRAGMA foreign_keys = OFF")
    connection.execute("PRAGMA ignore_check_constraints = ON")
    triggers = list(connection.execute(
        "SELECT name, sql FROM sqlite_schema WHERE type = 'trigger' ORDER BY name"))
    for name, _ in triggers:
        connection.execute(f"DROP TRIGGER {name}")
    where = COLUMN_ROWS.get((table, column), ROWS.get(table, "1"))
    keys = [row[1] for row in connection.execute(f"PRAGMA table_info({table})") if row[5]]
    rows = connection.execute(
        f"SELECT {', '.join(keys)} FROM {table} WHERE {where} ORDER BY {', '.join(keys)}"
    ).fetchall()
    condition = " AND ".join(f"{key} = ?" for key in keys)
    change = change_of(table, column, kind)
    changed = False
    for row in rows:
        values = row
        if kind == "BLOB":
            value, = connection.execute(
                f"SELECT {column} FROM {table} WHERE {condition}", row).fetchone()
            values = (bytes([value[0] ^ 1]) + value[1:], *row)
        try:
            connection.execute(f"UPDATE {table} SET {column} = {change} WHERE {condition}", values)
            changed = True
            break
        except sqlite3.IntegrityError:
            continue  # Another row bears that key.
    for _, sql in triggers:
        connection.execute(sql)
    connection.commit()
    connection.close()
    return changed


def main():
    coop = str(Path(sys.argv[1]).resolve())
    with open(ROOT / "schemas/sql/sealed.csv", encoding="utf-8", newline="") as file:
        said = {(row["table"], row["column"]): row["by"]
                for row in csv.DictReader(file, delimiter=";")}
    wrong = []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        book = make(coop, folder)
        if found := findings(coop, folder, "book.coop"):
            sys.exit(f"the book is not whole to begin with: {found}")
        there = columns(book)
        known = {(table, column) for table, column, _ in there}
        wrong += [f"{t}.{c}: not in sealed.csv" for t, c in sorted(known - said.keys())]
        wrong += [f"{t}.{c}: in sealed.csv, not in the schema" for t, c in sorted(said.keys() - known)]
        for table, column, kind in there:
            shutil.copy(book, folder / "x.coop")
            if not tamper(folder / "x.coop", table, column, kind):
                wrong.append(f"{table}.{column}: no row to tamper with")
                continue
            seen = findings(coop, folder, "x.coop")
            if said.get((table, column)) != "outside" and not seen:
                wrong.append(f"{table}.{column}: changed, and verify sees nothing")
            (folder / "x.coop").unlink()
    for line in wrong:
        print(line)
    print(f"{len(there)} columns, {len(wrong)} failures")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
