# SPDX-License-Identifier: GPL-3.0-or-later
# C-11, full statements: legal bilan 73 000. $1: the presentation.
set -e
quietly() { "$@" >/dev/null 2>&1 || { echo "failed: $*"; exit 1; }; }
export COOP_FILE="c11-$1.coop"
quietly coop init "$COOP_FILE" --name "La Ferme" --year 2017
quietly coop care policy set presentation="$1" distribution=after-result
quietly coop care capital add N.milieux --name "Milieux"
quietly coop care capital add H.humains --name "Humains" --people 12
quietly coop care action add haies --capital N.milieux --name "Haies" --kind preservation --origin contractee
quietly coop care action add formation --capital H.humains --name "Formation" --kind preservation --origin contractee
quietly coop care budget add haies-2017 --action haies --start 2017-01-01 --end 2017-12-31 --amount 6000
quietly coop care budget add formation-2017 --action formation --start 2017-01-01 --end 2017-12-31 --amount 12000
entry() { quietly coop ledger add --date "$1" --debit "$2" --credit "$3" --label "$4" --post; }
entry 2017-01-01 2154=40000 1022=40000 "Matériel apporté"
entry 2017-01-02 512=15000 164=15000 "Emprunt"
entry 2017-02-01 512=166000 706=166000 "Ventes encaissées"
entry 2017-12-01 411=14000 706=14000 "Ventes à encaisser"
entry 2017-03-01 606=147000 512=147000 "Charges"
entry 2017-12-02 606=9000 401=9000 "Charges à payer"
entry 2017-12-31 31=6000 6031=6000 "Stock final"
entry 2017-04-01 606=3500 512=3500 "Haies"
entry 2017-05-01 633=9500 512=9500 "Formation"
entry 2017-12-31 68112=8000 2815=8000 "Dotation"
quietly coop care tag 8 --action haies
quietly coop care tag 9 --action formation
