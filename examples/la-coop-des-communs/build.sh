#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Keeps the books of La Coop des Communs for 2016 to 2018 in a new file. Needs `coop` on the PATH.
# Usage: build.sh FILE
set -eu
here=$(dirname "$(realpath "$0")")
COOP_FILE=$(realpath -m "$1")
export COOP_FILE
# What a command says is of interest only when it fails.
quietly() {
    said=$("$@" 2>&1) || {
        printf '%s\n' "$said" >&2
        exit 1
    }
}

quietly coop init "$COOP_FILE" --name "La Coop des Communs" --year 2016
quietly coop year add 2017
quietly coop year add 2018
quietly coop project add cerisy --label "Colloque de Cerisy"
quietly coop project add plateformes --label "Plateformes coopératives Europe"
quietly coop project add groupes --label "Plateformes en communs et autres groupes de travail"
quietly coop import csv "$here/entries-2016.csv"
quietly coop import csv "$here/entries-2017.csv"
quietly coop inkind add --date 2016-12-31 --kind non-ventile --value 35682,00 \
    --method "total publié, méthode et heures non indiquées" --label "Contributions en nature 2016" --piece "AG 2018"
quietly coop inkind add --date 2017-12-31 --kind non-ventile --value 34009,76 \
    --method "total publié, méthode et heures non indiquées" --label "Contributions en nature 2017" --piece "AG 2018"
quietly coop ledger post --to 2017-12-31
quietly coop budget import 2018 "$here/budget-2018.csv"
quietly coop budget adopt 2018 --date 2018-03-26
