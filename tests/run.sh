#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Installs what the tests need, builds coop and runs every test. PRESET=sanitize: under the sanitizers;
# PRESET=measured: with what counts costs (tests/bench, tests/cost).
set -eu
cd "$(dirname "$(realpath "$0")")/.."
preset=${PRESET:-release}
echo "coop: installing, building ($preset) and testing; about ten minutes the first time."
wishes=""
[ "$preset" != sanitize ] || wishes=clang
[ "$preset" != measured ] || wishes=bench
# shellcheck disable=SC2086
cmake/install-deps.sh $wishes
installed=$SECONDS
cmake --preset "$preset" >build.log 2>&1 || { cat build.log; exit 1; }
rm -f build.log
cmake --build --preset "$preset"
built=$SECONDS
ctest --preset "$preset" --parallel "$(nproc)"
echo "coop: installed in $installed s, built in $((built - installed)) s, tested in $((SECONDS - built)) s ($preset)."
