#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What coop prints and reads as JSON is what schemas/json/ says, seen by somebody else's validator.

Usage: run.py COOP SOURCE_DIR      77: Python has no validator (COOP_TEST_NEIGHBOURS=1: a failure)
"""
import json
import os
import pathlib
import subprocess
import sys
import tempfile
import zipfile

try:
    import jsonschema
except ImportError:
    print(f"skipped: {sys.executable} has no module jsonschema (apt-get install python3-jsonschema)")
    sys.exit(1 if os.environ.get("COOP_TEST_NEIGHBOURS") == "1" else 77)

coop, source = sys.argv[1], pathlib.Path(sys.argv[2])
folder = source / "schemas" / "json"
document = json.loads((folder / "document.schema.json").read_text())


def validator(name):
    """The schema with what it borrows from that of the document."""
    text = (folder / f"{name}.schema.json").read_text().replace("document.schema.json#", "#")
    schema = json.loads(text)
    schema["$defs"] = {**document["$defs"], **schema.get("$defs", {})}
    jsonschema.Draft202012Validator.check_schema(schema)
    return jsonschema.Draft202012Validator(schema)


def run(*words, given="", code=0):
    done = subprocess.run([coop, *words], input=given, capture_output=True, text=True,
                          cwd=books, env={"COOP_TODAY": "2018-04-01", "LC_ALL": "C.UTF-8"})
    if done.returncode != code:
        sys.exit(f"{words}: {done.returncode}\n{done.stderr}")
    return done.stdout, done.stderr


checked = 0


def check(name, texts, valid=True):
    global checked
    schema = validator(name)
    for text in texts:
        faults = [fault.message for fault in schema.iter_errors(json.loads(text))]
        if bool(faults) == valid:
            sys.exit(f"{name}: {text}\n{faults}")
        checked += 1


entry = '{"date":"2017-06-12","charge":{"6251":"84,50"},"paid_from":"512","label":"Train"}'
with tempfile.TemporaryDirectory() as books:
    run("init", "a.coop", "--name", "Ferme", "--year", "2017")
    run("project", "add", "lille", "--label", "Lille")
    run("party", "add", "A. Martin", "--kind", "membre")
    run("account", "add", "62511", "--label", "Trains")
    run("journal", "add", "B2", "--label", "Banque 2")
    pathlib.Path(books, "billet.txt").write_text("abc")
    check("entry", [entry])
    check("entry", ['{"charge":{}}', '{"date":"2017-06-12","debit":12}'], valid=False)
    run("ledger", "add", "--post", given=entry)
    run("ledger", "reverse", "1", "--reason", "doublon", "--date", "2017-07-01")
    run("ledger", "attach", "1", "billet.txt")
    run("inkind", "rate", "set", "expert", "--from", "2017-01-01", "--hourly", "40")
    run("inkind", "add", "--kind", "benevolat", "--hours", "6,5", "--rate", "expert",
        "--date", "2017-05-04", "--project", "lille", "--party", "A. Martin")
    run("budget", "set", "2017", "6251=100")
    run("budget", "adopt", "2017", "--date", "2017-03-26")

    lines = run("dump")[0].splitlines()
    kinds = {json.loads(line).get("record", "head") for line in lines}
    missing = set(validator("dump").schema["$defs"]) & {
        "head", "book", "year", "journal", "account", "project", "party", "rate", "budget",
        "fact", "entry", "content", "end"} - kinds
    if missing:
        sys.exit(f"the dump has no {missing}: {lines}")
    check("dump", lines)
    check("dump", [lines[1].replace('"name"', '"nom"'), '{"record":"autre"}', '{}'], valid=False)
    for words in (["status"], ["ledger", "show", "1"], ["report", "resultat"], ["verify"]):
        check("document", [run(*words, "--json")[0]])
        check("row", run(*words, "-O", "ndjson")[0].splitlines())
    run("book", "set", "--siren", "732829320")
    run("ledger", "post", "--all", "--yes")
    check("document", [run("export", "fec", "--year", "2017", "--json")[0]])
    fec = pathlib.Path(books, "732829320FEC20171231.txt")
    check("document", [run("check", "fec", fec.name, "--json")[0]])
    pathlib.Path(books, "faux.txt").write_text(fec.read_text().replace("84,50", "84,40", 1))
    check("document", [run("check", "fec", "faux.txt", "--json", code=1)[0]])
    check("row", run("check", "fec", "faux.txt", "-O", "ndjson", code=1)[0].splitlines())
    pathlib.Path(books, "vide.txt").write_text("")
    check("error", [run("check", "fec", "vide.txt", "--json", code=4)[1]])
    check("error", [run("ledger", "show", "99", "--json", code=3)[1],
                    run("import", "ndjson", "-", "--json", given='{"date":1}', code=4)[1]])
try:
    import tomllib
except ImportError:  # Python before 3.11
    tomllib = None
if tomllib:
    # What coop reads is what the schema of experiments says, and the other way round.
    refused = {"errors/care.unknown-key", "errors/care.float", "errors/care.type",
               "errors/care.schema", "errors/care.word", "errors/care.financial",
               "errors/care.factor", "errors/care.asset-side", "errors/care.conflict",
               "errors/care.scenario-empty", "errors/care.value", "errors/care.path",
               "care/policy-word", "care/policy-key", "care/capital-id"}
    for path in sorted((source / "examples" / "care").glob("*.toml")):
        check("experiment", [json.dumps(tomllib.loads(path.read_text()))])
    for name in sorted(refused):
        path = source / "tests" / "golden" / name / "essai.toml"
        check("experiment", [json.dumps(tomllib.loads(path.read_text()))], valid=False)

with tempfile.TemporaryDirectory() as books:
    # One command makes every table of an archive again.
    names = sorted(str(path) for path in (source / "examples" / "care").glob("c-[149]*.toml"))
    run("care", "export", "--bundle", "paper.zip", "--tidy", "t.csv", *names)
    with zipfile.ZipFile(pathlib.Path(books, "paper.zip")) as archive:
        if archive.testzip():
            sys.exit("the archive is damaged")
        archive.extractall(books)
    done = subprocess.run(["sh", "reproduce.sh"], cwd=books, capture_output=True, text=True,
                          env={"PATH": f"{pathlib.Path(coop).resolve().parent}:/usr/bin:/bin",
                               "LC_ALL": "C.UTF-8"})
    if done.returncode or "FAILED" in done.stdout:
        sys.exit(f"reproduce.sh: {done.stdout}{done.stderr}")
    checked += 1
print(f"{checked} JSON texts")
