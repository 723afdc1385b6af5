#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What beancount makes of a file, by its own library: bean-query is no part of it from version 3 on.

Usage: beancount_figures.py balances FILE FROM BEFORE PROJECT      -: any
       beancount_figures.py incomes FILE FROM BEFORE
       beancount_figures.py register FILE FROM BEFORE ACCOUNT
"""
import datetime
import sys

from beancount import loader
from beancount.core import data, inventory


def day(word, otherwise):
    return otherwise if word == "-" else datetime.date.fromisoformat(word)


def postings(first, before):
    for entry in data.filter_txns(entries):
        if first <= entry.date < before:
            for posting in entry.postings:
                yield entry, posting


def sums(pairs):
    """Inventories by account, as beancount sums positions."""
    result = {}
    for key, posting in pairs:
        result.setdefault(key, inventory.Inventory()).add_position(posting)
    for key, sum_ in sorted(result.items()):
        print(key, sum_.get_currency_units("EUR").number, sep="\t")


def balances(first, before, project):
    sums((posting.account, posting) for entry, posting in postings(first, before)
         if project == "-" or (posting.meta or {}).get("projet") == project)


def incomes(first, before):
    for root, sign in ("Produits", -1), ("Charges", 1):
        sum_ = inventory.Inventory()
        for _, posting in postings(first, before):
            if posting.account.startswith(root + ":"):
                sum_.add_position(posting)
        print(root.lower(), sign * sum_.get_currency_units("EUR").number, sep="\t")


def register(first, before, account):
    for entry, posting in postings(first, before):
        opens = entry.narration.startswith(("À-nouveaux", "Reprise"))
        if f":{account}-" in posting.account and not opens:
            print(entry.date, posting.units.number, sep="\t")


view, file, first, before, *rest = sys.argv[1:]
entries, errors, _ = loader.load_file(file)
if errors:
    sys.exit(f"{file}: {len(errors)} errors, {errors[0]}")
{"balances": balances, "incomes": incomes, "register": register}[view](
    day(first, datetime.date.min), day(before, datetime.date.max), *rest)
