# SPDX-License-Identifier: GPL-3.0-or-later
"""What `check` and `status` advise of a book: they agree, and each command runs as it is printed."""
import re
import shutil
import subprocess

from coop import Refused

DONE = (0, 1)
REFUSED = 3  # a close that is advised may find more that is wrong


def commands(text):
    """The commands of a hint: up to what ends them in a sentence, outside quotes."""
    found = []
    for begin in re.finditer(r"echo |(?<!\| )\bcoop (?=[a-z])", text):
        quote, end = "", begin.start()
        while end < len(text) and (quote or text[end] not in ";)"):
            if text[end] == "\\" and quote == '"':
                end += 1
            elif quote:
                quote = "" if text[end] == quote else quote
            elif text[end] in "'\"":
                quote = text[end]
            end += 1
        found.append(text[begin.start() : end].strip())
    return found


class Advice:
    def __init__(self, coop):
        self.coop = coop
        self.typed = 0

    def check(self):
        found = self.coop.document("check", code=DONE)["notes"]
        worse = [note for note in found if note["severity"] != "info"]
        tell = self.coop.document("status")["facts"]["next"]
        if worse:
            self.demand(worse[0]["message"] in tell, f"status says « {tell} », not the first finding")
            self.demand("Rien n’attend" not in tell, "nothing waits, and check exits 1")
        else:
            self.demand("coop check" not in tell, f"status says « {tell} », and check exits 0")
        hints = {note["id"]: note.get("hint", "") for note in found}
        for text in (*hints.values(), tell):
            for command in commands(text):
                self.type(command)

    def type(self, command):
        """On a copy: an entry that is taken away is not there for the next command."""
        folder = self.coop.folder
        bin_ = folder / "bin"
        bin_.mkdir(exist_ok=True)
        program = bin_ / "coop"
        if not program.exists():
            program.symlink_to(self.coop.program)
        shutil.copy(folder / "book.coop", folder / "copy.coop")
        environment = dict(self.coop.environment, COOP_FILE="copy.coop")
        environment["PATH"] = f"{bin_}:{environment['PATH']}"
        done = subprocess.run(
            ["sh", "-c", command],
            cwd=folder,
            env=environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            encoding="utf-8",
        )
        closes = command.startswith(("coop year close", "coop year lock"))
        wanted = (*DONE, REFUSED) if closes else DONE
        self.demand(
            done.returncode in wanted, f"{command}\n    exits {done.returncode}: {done.stderr.strip()}"
        )
        self.typed += 1

    def demand(self, holds, what):
        if not holds:
            raise Refused(what)
