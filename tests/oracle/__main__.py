# SPDX-License-Identifier: GPL-3.0-or-later
"""Random books of several years, computed again by a program that shares only charts and layouts.

Usage: python3 -B tests/oracle COOP SOURCE
           [--seed N] [--books N] [--seconds N] [--keep DIR] [--break KIND]

Each seed is one book, written with documented commands. Every cell of balance, compte de résultat,
bilan, list of years and FEC is compared with what the oracle computes from its own entries; a
difference prints the seed, the command and the cell. What check and status advise of the book is
typed as it is printed. Exit code 0: all agree; 1: differences;
2: usage; 70: the oracle itself failed.
"""
import argparse
import datetime
import pathlib
import random
import sys
import tempfile
import time
import traceback

import faults
import regulation
from advice import Advice
from coop import Coop, Refused
from draw import Draw
from life import Life
from survey import Difference, Survey
from twin import Twin


def arguments():
    parser = argparse.ArgumentParser(prog="oracle", description=__doc__.splitlines()[0])
    parser.add_argument("coop", type=pathlib.Path, help="the program")
    parser.add_argument("source", type=pathlib.Path, help="the sources, for schemas/regulations/")
    parser.add_argument("--seed", type=int, default=1, help="the first book (1)")
    parser.add_argument("--books", type=int, default=20, help="how many, seed after seed (20)")
    parser.add_argument(
        "--seconds", type=float, default=0, help="no new book after this long (0: no limit)"
    )
    parser.add_argument(
        "--keep", type=pathlib.Path, help="keep each book here, with its files and commands.txt"
    )
    parser.add_argument(
        "--break", dest="fault", choices=faults.KINDS, help="a fault that must be found: exit 1"
    )
    return parser.parse_args()


def one_book(seed, program, regulations, folder, fault):
    """Cells compared in one book. Its folder keeps the commands."""
    chance = random.Random(seed)
    draw = Draw(chance, regulations)
    years = draw.years()
    coop = Coop(program, folder, max(year.last for year in years) + datetime.timedelta(days=40))
    twin = Twin(coop)
    survey = Survey(coop, twin.books, chance)
    if fault:
        faults.put(fault, twin, survey, chance)
    try:
        Life(twin, draw, years, survey).live()
        Advice(coop).check()
    finally:
        coop.write("commands.txt", "\n".join(coop.log) + "\n")
    return survey.cells


def told(seed, error):
    lines = error.lines if isinstance(error, Difference) else str(error).splitlines()
    shown = lines[:12] + ([f"… {len(lines) - 12} more"] if len(lines) > 12 else [])
    print("\n".join([f"seed {seed}:", *(f"  {line}" for line in shown)]), flush=True)


def main():
    given = arguments()
    regulations = regulation.load(given.source)
    started, cells, wrong, books = time.monotonic(), 0, 0, 0
    for seed in range(given.seed, given.seed + given.books):
        if given.seconds and time.monotonic() - started > given.seconds:
            break
        books += 1
        with tempfile.TemporaryDirectory(prefix="coop-oracle.") as scratch:
            folder = given.keep / str(seed) if given.keep else pathlib.Path(scratch)
            folder.mkdir(parents=True, exist_ok=True)
            try:
                cells += one_book(seed, given.coop.resolve(), regulations, folder, given.fault)
            except (Difference, Refused) as error:
                wrong += 1
                told(seed, error)
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
