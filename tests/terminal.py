#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs a command on a terminal of its own and answers what it asks.

Usage: terminal.py [--width COLUMNS] COMMAND [EXPECTED TYPED]...

Nothing is typed before EXPECTED has been printed; ^D types the end of the input. What the command
printed comes out, each TYPED behind what it answers, and the exit code is that of the command: 125
if it ended before it had asked everything, 124 if it hung.
"""
import fcntl
import os
import pty
import signal
import struct
import sys
import termios

# So long that no machine is too busy for it, yet shorter than the patience of ctest: what takes
# longer waits for an answer it never gets.
LIMIT_S = 900
END_OF_INPUT = b"\x04"


class Hung(Exception):
    """The command took longer than any machine needs."""


def start(command, width):
    """The process and our end of its terminal, which neither echoes nor adds carriage returns."""
    process, terminal = pty.fork()
    if process == 0:
        settings = termios.tcgetattr(0)
        settings[1] &= ~termios.OPOST
        settings[3] &= ~termios.ECHO
        termios.tcsetattr(0, termios.TCSANOW, settings)
        fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", 24, width, 0, 0))
        for ignored_by_python in (signal.SIGPIPE, signal.SIGXFSZ):
            signal.signal(ignored_by_python, signal.SIG_DFL)
        os.execvp("bash", ["bash", "-c", command])
    return process, terminal


def read(terminal):
    """What comes next; nothing once the command has closed the terminal."""
    try:
        return os.read(terminal, 65536)
    except OSError:  # Linux says EIO where others say that the file has ended.
        return b""


def converse(terminal, answers):
    """Prints what comes and types the answers; returns what was awaited in vain, if anything."""
    came = b""
    try:
        for expected, typed in answers:
            while expected not in came:
                part = read(terminal)
                if not part:
                    return os.fsdecode(expected)
                came += part
            os.write(terminal, END_OF_INPUT if typed == b"^D" else typed + b"\n")
            before, _, came = came.partition(expected)
            sys.stdout.buffer.write(before + expected + typed + b"\n")
        while part := read(terminal):
            came += part
        return None
    finally:
        sys.stdout.buffer.write(came)
        sys.stdout.flush()


def hung(*_):
    raise Hung


def main(words):
    width = 80
    if words[:1] == ["--width"]:
        width, words = int(words[1]), words[2:]
    if len(words) % 2 == 0:
        sys.exit(__doc__)
    answers = [os.fsencode(word) for word in words[1:]]
    signal.signal(signal.SIGALRM, hung)
    signal.alarm(LIMIT_S)
    process, terminal = start(words[0], width)
    try:
        awaited = converse(terminal, zip(answers[::2], answers[1::2]))
        code = os.waitstatus_to_exitcode(os.waitpid(process, 0)[1])
    except Hung:
        os.killpg(process, signal.SIGKILL)
        print(f"terminal.py: the command still runs after {LIMIT_S} s", file=sys.stderr)
        return 124
    if awaited is not None:
        print(f"terminal.py: the command ended with {code}; awaited: {awaited}", file=sys.stderr)
        return 125
    return code if code >= 0 else 128 - code


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
