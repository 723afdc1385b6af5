# SPDX-License-Identifier: GPL-3.0-or-later
"""Alters each value of the sealed lines of a dump, one at a time, makes the digest of its last line anew
as whoever wants to pass unseen would, and says which of these dumps coop restores.

Usage: alter.py DUMP [WHAT MAY CHANGE]...     (as `entry reason`: nothing seals it)
"""
import copy
import hashlib
import json
import os
import re
import subprocess
import sys

SEALED = {"care", "care-entry", "entry", "fact"}


def values(part, path=()):
    """The values below `part`, each with the keys that lead to it."""
    if isinstance(part, dict):
        for key, value in part.items():
            yield from values(value, path + (key,))
    elif isinstance(part, list):
        for i, value in enumerate(part):
            yield from values(value, path + (i,))
    else:
        yield path, part


def other(value):
    """A value of the same form: another day, amount, digest or text."""
    if isinstance(value, int):
        return value + 1
    if re.fullmatch(r"\d{4}-\d\d-\d\d", value):
        return value[:8] + ("12" if value[8:] == "11" else "11")
    for digits in (r"-?\d+([.,]\d+)?", r"[0-9a-f]{32,64}"):
        if re.fullmatch(digits, value):
            return re.sub(r"\d", lambda digit: str((int(digit.group()) + 1) % 10), value, count=1)
    return value + "x"


def put(record, path, value):
    for key in path[:-1]:
        record = record[key]
    record[path[-1]] = value


def text_of(lines):
    """The dump, the digest of its last line made anew."""
    before, known = re.fullmatch(r'(.*)"sha256":\s*"([0-9a-f]{64})".*', lines[-1]).groups()
    digest = hashlib.sha256("".join(line + "\n" for line in lines[:-1]).encode() + before.encode())
    return "".join(line + "\n" for line in lines[:-1]) + lines[-1].replace(known, digest.hexdigest()) + "\n"


def is_restored(text):
    with open("altered.ndjson", "w", encoding="utf-8") as file:
        file.write(text)
    done = subprocess.run(["coop", "import", "ndjson", "altered.ndjson", "-f", "altered.coop"],
                          stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)
    if os.path.exists("altered.coop"):
        os.unlink("altered.coop")
    return done.returncode == 0


def main():
    with open(sys.argv[1], encoding="utf-8") as file:
        lines = file.read().splitlines()
    free = set(sys.argv[2:])
    assert is_restored(text_of(lines)), "what nobody altered is restored"
    tried = set()
    for number, line in enumerate(lines):
        record = json.loads(line)
        if record.get("record") not in SEALED or (record["record"] == "entry" and "seal" not in record):
            continue
        for path, value in values(record):
            name = " ".join([record["record"]] + [key for key in path if not isinstance(key, int)])
            kind = (name, record.get("kind"))
            if path == ("record",) or name in free or kind in tried:
                continue
            tried.add(kind)
            altered = copy.deepcopy(record)
            put(altered, path, other(value))
            changed = list(lines)
            changed[number] = json.dumps(altered, ensure_ascii=False, separators=(",", ":"))
            if is_restored(text_of(changed)):
                print(f"restored: line {number + 1}, {name}: {value!r} -> {other(value)!r}")
    print("values altered:", "many" if len(tried) > 100 else len(tried))


main()
