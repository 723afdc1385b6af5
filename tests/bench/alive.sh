#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# The benchmark on books small enough for every build: it runs, and all programs agree to the cent.
# Nothing is said of time. alive.sh COOP FOLDER-OF-PROGRAMS
set -eu
here=$(dirname "$(realpath "$0")")
coop=$(realpath "$1")
programs=$(realpath "$2")
out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT
cd "$out"
export LC_ALL=C.UTF-8 BEANCOUNT_DISABLE_LOAD_CACHE=1
"$programs/bench_measure" --coop "$coop" --programs "$programs" --source "$here/../.." --out "$out" \
    --sizes 1000 --rounds 1 --peers --quick --strict >/dev/null
for file in results.csv results.md cost.svg; do
    [ -s "$file" ] || { echo "$file is empty"; exit 1; }
done
# The same number and seed, the same bytes.
"$programs/bench_generate" 1000 again
for file in books.fec books.csv books.journal books.beancount expect.tsv; do
    cmp "again/$file" "books/1000/$file"
done
"$here/agree.sh" books/1000 "$coop" book.coop
