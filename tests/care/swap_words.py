#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Where a word stands among the choices of schemas/care/kinds.csv means nothing.

Swaps each pair of words of each row, in copies of the program and of the tests (the file lies in
them as it is, and a swap keeps its length: nothing is built). A swap must leave the statements, the
entries and the records of examples/care as they were, or fail a test; what is neither is unseen.

Usage: swap_words.py COOP TEST…     (build/release/coop build/release/tests/test_care …)
"""
import itertools
import pathlib
import subprocess
import sys
import tempfile

source = pathlib.Path(__file__).resolve().parents[2]
coop, *tests = [pathlib.Path(word).resolve() for word in sys.argv[1:]]
environment = {"PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8", "COOP_TODAY": "2018-04-01"}
data = (source / "schemas" / "care" / "kinds.csv").read_bytes()


def swaps():
    """Each row of choices with two of its words exchanged."""
    for row in data.splitlines(keepends=True)[1:]:
        kind, key, type_, need, values = row.rstrip(b"\n").split(b";")
        if type_ != b"choice":
            continue
        words = values.split(b",")
        for i, j in itertools.combinations(range(len(words)), 2):
            other = list(words)
            other[i], other[j] = words[j], words[i]
            yield (b";".join((kind, key)).decode(), words[i].decode(), words[j].decode(),
                   data.replace(row, b";".join((kind, key, type_, need, b",".join(other))) + b"\n"))


def changed(program, text, folder):
    """A copy of the program that holds `text` for kinds.csv."""
    whole = program.read_bytes()
    if whole.count(data) != 1:
        sys.exit(f"{program} does not hold schemas/care/kinds.csv as it is: build it again")
    copy = pathlib.Path(folder, program.name)
    copy.write_bytes(whole.replace(data, text))
    copy.chmod(0o755)
    return copy


def run(command, folder, **more):
    done = subprocess.run([str(word) for word in command], cwd=folder, env=environment | more,
                          capture_output=True)
    return done.returncode, done.stdout + done.stderr


def told(program, books):
    """What the examples print, and what is read of `books`, which were there before."""
    with tempfile.TemporaryDirectory() as folder:
        text = [run([source / "examples/care/ebe/ebe.sh", program, folder + "/ebe"], folder)]
        for file in sorted((source / "examples" / "care").glob("*.toml")):
            text.append(run([program, "care", "run", file], folder))
        for words in readings:
            text.append(run([program, *words], folder, COOP_FILE=books))
        return text


readings = [["dump"], ["care", "card", "--all"], ["care", "check"], ["care", "entries"],
            ["care", "tag", "list"], ["care", "opinion", "list"], ["care", "realisation", "list"],
            *(["care", name] for name in ("resultat", "bilan", "dettes", "biophysique",
                                          "indicateurs", "ratios", "journal"))]
unseen = seen = same = 0
with tempfile.TemporaryDirectory() as work:
    run([source / "examples/care/ebe/ebe.sh", coop, work + "/books"], work)
    books = work + "/books/ebe.coop"
    before = told(coop, books)
    for place, one, other, text in swaps():
        with tempfile.TemporaryDirectory() as folder:
            program = changed(coop, text, folder)
            if told(program, books) == before:
                same += 1
                verdict = "changes nothing"
            elif any(run([changed(test, text, folder)], source)[0] for test in tests):
                seen += 1
                verdict = "fails a test"
            else:
                unseen += 1
                verdict = "UNSEEN"
        print(f"{place}: {one}, {other}: {verdict}", flush=True)
print(f"{same} swaps change nothing, {seen} fail a test, {unseen} unseen")
sys.exit(unseen > 0)
