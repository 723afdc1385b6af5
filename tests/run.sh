#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Installs what the tests need, builds coop and runs every test. PRESET=sanitize builds with sanitizers.
set -eu
cd "$(dirname "$(realpath "$0")")/.."
preset=${PRESET:-release}
echo "coop: installing, building ($preset) and testing; about ten minutes the first time."
cmake/install-deps.sh
cmake --preset "$preset" >build.log 2>&1 || { cat build.log; exit 1; }
rm -f build.log
cmake --build --preset "$preset"
ctest --preset "$preset" --parallel "$(nproc)"
