#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Installs what is missing, builds coop, and keeps the books of La Coop des Communs for 2016 to 2018:
# prints the table its general assembly voted on, and what disagrees with the published one.
set -eu
root=$(dirname "$(realpath "$0")")/..
root=$(realpath "$root")
echo "coop : installation, compilation et comptes de La Coop des Communs (quelques minutes la première fois)."
"$root/cmake/install-deps.sh"
log=$(mktemp)
if ! { cmake -S "$root" -B "$root/build/release" -G Ninja -DCMAKE_BUILD_TYPE=Release &&
       cmake --build "$root/build/release" --target coop; } >"$log" 2>&1; then
    cat "$log"
    exit 1
fi
rm -f "$log"
export PATH="$root/build/release:$PATH"
books="$root/build/quickstart"
rm -rf "$books"
mkdir -p "$books"
"$root/examples/la-coop-des-communs/build.sh" "$books/la-coop.coop"

export COOP_FILE="$books/la-coop.coop"
layout="$root/examples/la-coop-des-communs/ag.toml"
printf '\n'
coop report ag --layout "$layout" --years 2016,2017 --budget 2018
printf '\n'
# What disagrees is the point of the example, not a failure of it: exit code 1 says there are findings.
coop check published --layout "$layout" --table "$root/examples/la-coop-des-communs/published.csv" || [ $? -eq 1 ]
cat <<END

À voir ensuite (le livre est build/quickstart/la-coop.coop) :
  build/release/coop -f build/quickstart/la-coop.coop status
  build/release/coop -f build/quickstart/la-coop.coop report resultat --year 2017
  build/release/coop -f build/quickstart/la-coop.coop report bilan --year 2017
  docs/start.md pour tenir vos propres livres
END
