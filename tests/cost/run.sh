#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Compares what commands cost on books of 3 × 10⁴ entries with what was recorded:
# run.sh COOP FOLDER-OF-BENCH FOLDER-OF-COST [--record]. --record writes recorded.csv anew: read the
# difference before you commit it.
set -eu
here=$(dirname "$(realpath "$0")")
coop=$(realpath "$1")
bench=$(realpath "$2")
cost=$(realpath "$3")
for program in valgrind strace; do
    if ! command -v "$program" >/dev/null 2>&1; then
        echo "$program is not installed (cmake/install-deps.sh bench): nothing was compared."
        exit 77
    fi
done
out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT
cd "$out"
"$bench/bench_generate" 30000 . fec
"$coop" init book.coop --name Mesure --siren 732829320 --from-fec books.fec >/dev/null 2>&1
status=0
"$cost/cost_plans" book.coop >plans.out 2>&1 || { cat plans.out; status=1; }
"$cost/cost_compare" "$here/recorded.csv" "$coop" "${4:-}" || status=1
exit $status
