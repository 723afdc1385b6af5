#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Builds coop and measures whole commands on books of growing size: run.sh [ENTRIES…] (default 100 1000 10000 100000).
set -eu
root=$(realpath "$(dirname "$(realpath "$0")")/../..")
"$root/cmake/install-deps.sh" >&2
cmake -S "$root" -B "$root/build/release" -G Ninja -DCMAKE_BUILD_TYPE=Release -DCOOP_BUILD_BENCH=ON >/dev/null
cmake --build "$root/build/release" --target coop coop_bench >&2
exec "$root/build/release/tests/bench/coop_bench" "$root/build/release/coop" "${@:-100 1000 10000 100000}"
