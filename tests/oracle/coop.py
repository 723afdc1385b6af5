# SPDX-License-Identifier: GPL-3.0-or-later
"""The program under test, in a folder of its own: commands in, cells out."""
import csv
import io
import json
import shlex
import subprocess


class Refused(AssertionError):
    """A command ended otherwise than it should."""


class Coop:
    """Runs `coop` on one book; `log` keeps each command, to be typed again."""

    def __init__(self, program, folder, today):
        self.program = str(program)
        self.folder = folder
        self.environment = {
            "PATH": "/usr/bin:/bin",
            "LC_ALL": "C.UTF-8",
            "COOP_LANG": "fr",
            "COOP_FILE": "book.coop",
            "COOP_TODAY": today.isoformat(),
        }
        self.log = [f"# COOP_FILE=book.coop COOP_TODAY={today}"]

    def run(self, *words, code=0):
        """Standard output of a command that ends with `code`, one of several, or any (None)."""
        self.log.append(shlex.join(["coop", *words]))
        done = subprocess.run(
            [self.program, *words],
            cwd=self.folder,
            env=self.environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            encoding="utf-8",
        )
        wanted = code if isinstance(code, tuple) else (code,)
        if code is not None and done.returncode not in wanted:
            raise Refused(
                f"{self.log[-1]}\n    exits {done.returncode}, not {code}: "
                f"{done.stderr.strip() or done.stdout.strip()}"
            )
        return done.stdout

    def write(self, name, text):
        """A file beside the book."""
        (self.folder / name).write_text(text, encoding="utf-8", newline="")
        return name

    def document(self, *words, code=0):
        return json.loads(self.run(*words, "-O", "json", code=code))

    def cells(self, *words):
        """{(table, row, column): cents} of every amount of a report, nil ones included."""
        return cells_of(self.document(*words, code=(0, 1)))

    def csv_cells(self, table, key, *words):
        """The same of the first table of a report, read from its international CSV."""
        text = self.run(*words, "-O", "csv", "--csv", "intl", code=(0, 1))
        rows = csv.DictReader(io.StringIO(text.split("\n\n")[0]))
        return {
            (table, row[key] or "total", column): cents_of(text)
            for row in rows
            for column, text in row.items()
            if "_label" not in column and column != key and text
        }

    def ids(self):
        """{label: number of the entry}."""
        rows = csv.DictReader(io.StringIO(self.run("export", "csv")))
        return {row["label"]: row["entry"] for row in rows}


def cells_of(document):
    return {
        (table["id"], row["key"], column): value["cents"]
        for table in document["tables"]
        for row in table["rows"]
        for column, value in row["cells"].items()
        if isinstance(value, dict)
    }


def cents_of(text):
    return int(text.replace(".", ""))


def amount_of(cents):
    """`1234.56`, without sign."""
    return f"{abs(cents) // 100}.{abs(cents) % 100:02}"
