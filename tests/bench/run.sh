#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Installs, builds, generates books, measures coop, bare programs and (--peers) ledger, hledger and
# beancount on them, and writes results.csv, results.md, cost.svg, cost.png and kernels.txt.
#   run.sh [--sizes 1000,10000,100000,1000000] [--rounds N] [--out DIR] [--peers] [--all]
#          [--only WORK]
# At 10⁶ entries it needs 4 GB of disk (8 with --peers). hledger and beancount stop at 10⁵ unless
# --all is given: at 10⁶ each of their runs takes minutes.
set -eu
root=$(realpath "$(dirname "$(realpath "$0")")/../..")
out=$root/build/bench
peers=""
arguments=()
while [ $# -gt 0 ]; do
    case $1 in
    --out) out=$2; shift ;;
    --peers) peers=peers; arguments+=("$1") ;;
    *) arguments+=("$1") ;;
    esac
    shift
done
# shellcheck disable=SC2086
"$root/cmake/install-deps.sh" bench $peers >&2
cmake -S "$root" -B "$root/build/release" -G Ninja -DCMAKE_BUILD_TYPE=Release -DCOOP_BUILD_BENCH=ON >/dev/null
cmake --build "$root/build/release" --target coop bench_generate bench_probe bench_measure bench_kernels >&2
programs=$root/build/release/tests/bench
mkdir -p "$out"
export LC_ALL=C.UTF-8 BEANCOUNT_DISABLE_LOAD_CACHE=1
"$programs/bench_measure" --coop "$root/build/release/coop" --programs "$programs" --source "$root" \
    --out "$out" --sizes 1000,10000,100000,1000000 "${arguments[@]}"
"$programs/bench_kernels" >"$out/kernels.txt" 2>/dev/null
if command -v rsvg-convert >/dev/null 2>&1; then
    rsvg-convert "$out/cost.svg" -o "$out/cost.png"
fi
echo "coop: written to $out" >&2
