#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Runs golden cases. A case is a folder with a file `cmd`: one shell command a line, run in a fresh
# folder that holds the case's other files. What comes out is compared with `expected`:
#   $ command / stdout as it is / stderr lines after "! " / [code] when it is not 0
# Leaks of the instrumented program are not looked for: unit tests do that, and each look costs as much as
# the command. Beside coop, a command finds terminal.py, which gives it a terminal (tests/terminal.py).
# Usage: run.sh [--rewrite] COOP CASE…     (--rewrite writes `expected`: read the diff before you commit)
set -u
rewrite=0
if [ "${1-}" = "--rewrite" ]; then rewrite=1; shift; fi
coop=$(realpath "$1"); shift
here=$(dirname "$(realpath "$0")")
if ! command -v python3 >/dev/null; then
    echo "golden: python3 is not installed (cmake/install-deps.sh installs it)" >&2
    exit 1
fi
failed=0
for case in "$@"; do
    [ -f "$case/cmd" ] || { echo "no case: $case" >&2; failed=1; continue; }
    case=$(realpath "$case")
    work=$(mktemp -d "${TMPDIR:-/tmp}/coop-golden.XXXXXX")
    mkdir "$work/bin" "$work/books"
    ln -s "$coop" "$work/bin/coop"
    ln -s "$here/../terminal.py" "$work/bin/terminal.py"
    cp -r "$case/." "$work/books/"
    rm -f "$work/books/cmd" "$work/books/expected"
    while IFS= read -r line || [ -n "$line" ]; do
        case $line in ''|'#'*) continue ;; esac
        (cd "$work/books" && env -i PATH="$work/bin:$PATH" HOME="$work" LC_ALL=C.UTF-8 COOP_TODAY=2018-04-01 \
            ASAN_OPTIONS=detect_leaks=0 EXAMPLES="$here/../../examples" bash -c "$line" </dev/null >"$work/out" 2>"$work/err")
        code=$?
        printf '$ %s\n' "$line"
        cat "$work/out"
        [ -s "$work/out" ] && [ -n "$(tail -c 1 "$work/out")" ] && printf '\n'
        sed 's/^/! /' "$work/err"
        [ $code -eq 0 ] || printf '[%d]\n' $code
    done <"$case/cmd" | sed "s#$work/books#.#g" >"$work/actual"
    if [ $rewrite -eq 1 ]; then
        cp "$work/actual" "$case/expected"
    elif ! diff -u --label "$case/expected" --label "what came out" "$case/expected" "$work/actual"; then
        echo "FAILED ${case#"$here"/}" >&2
        failed=1
    fi
    chmod -R u+w "$work" 2>/dev/null
    rm -rf "$work"
done
exit $failed
