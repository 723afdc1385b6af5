# SPDX-License-Identifier: GPL-3.0-or-later
"""Random books of CARE over several closed years, computed again from the rules alone.

Usage: python3 -B tests/oracle/care COOP
           [--seed N] [--books N] [--seconds N] [--keep DIR] [--valid] [--break KIND]

Each seed is one book, typed with documented commands: registers, legal entries, tags, work of
others, remissions, cessations. Every year is closed in its order, and each position, debt, age and
statement is compared with the model. Every other book, and with --valid all of them, is valid:
everything has its paper, its source and its signatures. With --valid `care check --strict` must
find nothing in it. A difference prints the seed and the cells. Exit code 0: all agree;
1: differences; 2: usage; 70: the oracle itself failed.
"""
import argparse
import datetime
import pathlib
import random
import shlex
import sys
import tempfile
import time
import traceback

sys.path.append(str(pathlib.Path(__file__).resolve().parent.parent))

from compare import Compare, Difference  # noqa: E402
from coop import Coop, Refused  # noqa: E402
from draw import Draw  # noqa: E402
from faults import KINDS  # noqa: E402
from model import Model  # noqa: E402


def arguments():
    parser = argparse.ArgumentParser(prog="oracle/care", description=__doc__.splitlines()[0])
    parser.add_argument("coop", type=pathlib.Path, help="the program")
    parser.add_argument("--seed", type=int, default=1, help="the first book (1)")
    parser.add_argument("--books", type=int, default=20, help="how many, seed after seed (20)")
    parser.add_argument(
        "--seconds", type=float, default=0, help="no new book after this long (0: no limit)"
    )
    parser.add_argument("--keep", type=pathlib.Path, help="keep each book here, with its files")
    parser.add_argument(
        "--valid", action="store_true", help="valid books, that care check finds nothing in"
    )
    parser.add_argument(
        "--break", dest="fault", choices=KINDS, help="a rule that is got wrong: exit 1"
    )
    return parser.parse_args()


def typed(coop, script, name):
    lines = "".join(shlex.join([*words, "--today", str(day)]) + "\n" for day, words in script)
    coop.run("run", coop.write(name, lines))


def one_book(seed, given, folder):
    """Cells compared in one book. Its folder keeps the commands."""
    valid = given.valid or seed % 2 == 0
    draw = Draw(random.Random(seed), KINDS[given.fault] if given.fault else Model, valid)
    draw.begin()
    exercises = draw.book.exercises
    coop = Coop(given.coop.resolve(), folder, exercises[-1].last + datetime.timedelta(days=80))
    for name in ("pv.txt", "avis.txt", "papier.txt"):
        coop.write(name, f"{name} de la graine {seed}\n")
    try:
        first, *others = [f"{one.first}..{one.last}" for one in exercises]
        coop.run("init", "book.coop", "--name", "Essai", "--year", first)
        for span in others:
            coop.run("year", "add", span)
        draw.model.begin()
        compare = Compare(coop, draw.book, draw.model)
        for place, exercise in enumerate(exercises):
            draw.year(place)
            typed(coop, draw.script, f"{exercise.name}.txt")
            draw.script.clear()
            draw.model.close(place)
            coop.run("year", "lock", exercise.name)
            day = exercise.last + datetime.timedelta(days=70)
            closed = coop.document("care", "close", "--year", exercise.name, "--today", str(day))
            compare.year(place, closed)
            if given.valid:
                compare.check(day)
    finally:
        coop.write("commands.txt", "\n".join(coop.log) + "\n")
    return compare.cells


def told(seed, error):
    lines = error.lines if isinstance(error, Difference) else str(error).splitlines()
    shown = lines[:12] + ([f"… {len(lines) - 12} more"] if len(lines) > 12 else [])
    print("\n".join([f"seed {seed}:", *(f"  {line}" for line in shown)]), flush=True)


def main():
    given = arguments()
    started, cells, wrong, books = time.monotonic(), 0, 0, 0
    for seed in range(given.seed, given.seed + given.books):
        if given.seconds and time.monotonic() - started > given.seconds:
            break
        books += 1
        with tempfile.TemporaryDirectory(prefix="coop-oracle.") as scratch:
            folder = given.keep / str(seed) if given.keep else pathlib.Path(scratch)
            folder.mkdir(parents=True, exist_ok=True)
            try:
                cells += one_book(seed, given, folder)
            except (Difference, Refused) as error:
                wrong += 1
                told(seed, error)
        if given.fault and wrong:
            break
    print(
        f"{books} books, {cells} cells agree, {wrong} books differ, "
        f"{time.monotonic() - started:.1f} s"
    )
    return int(wrong > 0)


if __name__ == "__main__":
    try:
        sys.exit(main())
    except Exception:  # exit code 1 says that coop and the oracle differ, nothing else
        traceback.print_exc()
        sys.exit(70)
