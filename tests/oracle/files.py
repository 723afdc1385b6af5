# SPDX-License-Identifier: GPL-3.0-or-later
"""Entries as files that coop imports: CSV, NDJSON, FEC (LPF A47 A-1), and as commands."""
import csv
import io
import json
import shlex
import zlib

from coop import amount_of

FEC = (
    "JournalCode JournalLib EcritureNum EcritureDate CompteNum CompteLib CompAuxNum CompAuxLib "
    "PieceRef PieceDate EcritureLib Debit Credit EcritureLet DateLet ValidDate Montantdevise "
    "Idevise"
).split()


def as_csv(entries):
    """One row a line, the third party on the line."""
    text = io.StringIO()
    out = csv.writer(text)
    out.writerow(
        [
            "entry",
            "date",
            "journal",
            "account",
            "debit",
            "credit",
            "label",
            "line_label",
            "line_party",
            "project",
            "piece",
        ]
    )
    for entry in entries:
        for line in entry.lines:
            out.writerow(
                [
                    entry.label,
                    entry.date,
                    entry.journal,
                    line.account,
                    *two_sides(line.cents),
                    entry.label,
                    "",
                    line.party,
                    line.project,
                    "P",
                ]
            )
    return text.getvalue()


def as_ndjson(entries):
    return "".join(
        json.dumps(
            {
                "date": entry.date.isoformat(),
                "journal": entry.journal,
                "label": entry.label,
                "piece": "P",
                "lines": [
                    {
                        "account": line.account,
                        "debit_cents" if line.cents > 0 else "credit_cents": abs(line.cents),
                    }
                    | ({"party": line.party} if line.party else {})
                    | ({"project": line.project} if line.project else {})
                    for line in entry.lines
                ],
            }
        )
        + "\n"
        for entry in entries
    )


def as_command(entry, *more):
    """`ledger add` with options: one third party and one project for the whole entry."""
    words = [
        "ledger",
        "add",
        "--date",
        entry.date.isoformat(),
        "--journal",
        entry.journal,
        "--label",
        entry.label,
        "--piece",
        "P",
        *more,
    ]
    for line in entry.lines:
        words += [
            "--debit" if line.cents > 0 else "--credit",
            f"{line.account}={amount_of(line.cents)}",
        ]
    for option, found in (
        ("--party", {line.party for line in entry.lines if line.party}),
        ("--project", {line.project for line in entry.lines if line.project}),
    ):
        if found:
            words += [option, *found]
    return shlex.join(words)


def as_fec(entries, numbers, posted):
    """What is not posted has no ValidDate; `numbers` says the EcritureNum of each entry."""
    rows = ["\t".join(FEC)]
    for entry in entries:
        day = f"{entry.date:%Y%m%d}"
        for line in entry.lines:
            debit, credit = (text.replace(".", ",") or "0,00" for text in two_sides(line.cents))
            auxiliary = (
                [f"T{zlib.crc32(line.party.encode()):08X}", line.party] if line.party else ["", ""]
            )
            rows.append(
                "\t".join(
                    [
                        entry.journal,
                        f"Journal {entry.journal}",
                        numbers[entry.label],
                        day,
                        line.account,
                        "Compte",
                        *auxiliary,
                        "P",
                        day,
                        entry.label,
                        debit,
                        credit,
                        "",
                        "",
                        day if posted else "",
                        "",
                        "",
                    ]
                )
            )
    return "\r\n".join(rows) + "\r\n"


def two_sides(cents):
    return (amount_of(cents), "") if cents > 0 else ("", amount_of(cents))


def read_fec(text):
    """The rows of a FEC that coop wrote."""
    head, *rows = [row.split("\t") for row in text.lstrip("\ufeff").splitlines()]
    return [dict(zip(head, row)) for row in rows]
