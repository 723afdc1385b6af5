# SPDX-License-Identifier: GPL-3.0-or-later
# C-1, the shared garden: one capital, 1 000 a year, three years. $1: the presentation.
set -e
quietly() { "$@" >/dev/null 2>&1 || { echo "failed: $*"; exit 1; }; }
export COOP_FILE="c1-$1.coop"
quietly coop init "$COOP_FILE" --name "Le Jardin partagé" --year 2015
quietly coop year add 2016
quietly coop year add 2017
quietly coop care policy set presentation="$1"
quietly coop care capital add N.sol --name "Sol du jardin"
quietly coop care action add compost --capital N.sol --name "Compost" --kind preservation --origin contractee
quietly coop ledger add --date 2015-01-02 --debit 512=5000 --credit 1022=5000 --label Apport --post
year() { # YEAR PRODUITS CHARGES COMPOST
    quietly coop ledger add --date "$1-02-01" --debit 512="$2" --credit 756="$2" --label Cotisations --post
    quietly coop ledger add --date "$1-03-01" --debit 613="$3" --credit 512="$3" --label Charges --post
    quietly coop ledger add --date "$1-04-01" --debit 606="$4" --credit 512="$4" --label Compost --post
    quietly coop care tag "$5" --action compost
    quietly coop care budget add "compost-$1" --action compost --start "$1-01-01" --end "$1-12-31" --amount 1000
    quietly coop year lock "$1"
}
year 2015 10000 8200 600 4
year 2016 5000 3050 1250 7
year 2017 5000 3200 1300 10
