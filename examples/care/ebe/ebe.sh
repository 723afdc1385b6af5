#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# The story of an entreprise à but d'emploi, from a workshop without euros to its CARE statements.
# Usage: ebe.sh [COOP [FOLDER]]     (without FOLDER, a temporary one that is removed)
set -eu
coop=${1:-coop}
case $coop in */*) coop=$(realpath "$coop") ;; esac
if [ $# -ge 2 ]; then
    mkdir -p "$2"
    folder=$(realpath "$2")
else
    folder=$(mktemp -d)
    trap 'rm -rf "$folder"' EXIT
fi
cd "$folder"
export COOP_FILE=$folder/ebe.coop COOP_TODAY=2024-11-20

step() { printf '\n=== %s\n\n' "$*"; }
say() { printf '%s\n' "$*"; }
on() { export COOP_TODAY=$1; }
# Shows a command and what it answers, or how it ends.
show() {
    printf '$ coop %s\n' "$*"
    "$coop" "$@" 2>&1 || printf '[%d]\n' $?
}
# What a command says is of interest only when it fails.
quietly() {
    said=$("$coop" "$@" 2>&1) || {
        printf 'coop %s\n%s\n' "$*" "$said" >&2
        exit 1
    }
}
paper() { printf '%s\n' "$2" >"$1"; }

quietly init "$COOP_FILE" --name "La Fabrique du Val" --year 2025

step "1. L'atelier : trois capitaux, aucun euro (20 novembre 2024)"
quietly care phase 1 --note "Atelier d'une journée, une fiche par capital"
quietly care capital add H.salaries --name "Les personnes salariées" --people 12 --scale organisation \
    --ontology "Douze personnes longtemps privées d'emploi ; leur santé, leurs savoir-faire, leur temps" \
    --why "L'entreprise emploie leur travail et peut l'user : postures, cadences, savoirs non entretenus" \
    --existence "Elles existent avant, après et en dehors de l'entreprise"
quietly care capital add H.benevoles --name "Les bénévoles" --people 8 --scale territoire \
    --ontology "Huit personnes du comité local, qui donnent du temps" \
    --why "Leur temps est employé chaque semaine, et s'épuise si personne n'y veille" \
    --existence "Elles s'engagent ailleurs aussi" --valuation none
quietly care capital add N.sol --name "Le sol du jardin" --scale organisation \
    --ontology "Un demi-hectare de limon : vers, racines, matière organique, eau retenue" \
    --why "Le maraîchage le travaille et l'appauvrit ; il y aura un sol après nous" \
    --existence "Il est plus ancien que l'entreprise"

quietly care use add jardin --capital N.sol --activity "Maraîchage" --unit "récolte" --start 2023-01-01
quietly care use add ateliers --capital H.salaries --activity "Couture, bois, recyclerie, jardin" \
    --unit "heure" --start 2023-01-01
quietly care use add comite --capital H.benevoles --activity "Comité local, chantiers du samedi" \
    --unit "heure" --start 2023-01-01

quietly care indicator add sol-mo --capital N.sol --name "Matière organique du sol" --unit "%" \
    --direction min --method "Analyse de laboratoire, 0 à 20 cm" --frequency "tous les ans"
quietly care indicator add formation-jours --capital H.salaries --name "Formation par personne et par an" \
    --unit "jour" --direction min --method "Feuilles de présence" --frequency "tous les ans"
quietly care indicator add postures --capital H.salaries --name "Postes à gestes pénibles" \
    --unit "poste" --direction max --method "Tour des ateliers avec les personnes" --frequency "deux fois l'an"
quietly care indicator add temps-donne --capital H.benevoles --name "Temps donné par personne et par semaine" \
    --unit "h" --direction max --method "Cahier de présence" --frequency "tous les mois"

quietly care measurement add --indicator sol-mo --date 2024-11-06 --value 2,4 --unit "%" \
    --uncertainty 0,2 --grade mesure --evidence "analyse-sol-2024.pdf"
quietly care measurement add --indicator formation-jours --date 2024-11-20 --value 1,5 --unit jour --grade declare
quietly care measurement add --indicator postures --date 2024-11-20 --value 5 --unit poste --grade declare
quietly care measurement add --indicator temps-donne --date 2024-11-20 --value 7 --unit h --grade estime

# Thresholds as somebody first put them on the table: nobody has declared them.
quietly care state add sol-seuil --indicator sol-mo --unit "%" --lower 4 --mode non_declaree \
    --source "Proposition de la direction en atelier" --valid-from 2024-11-20
quietly care state add formation-seuil --indicator formation-jours --unit jour --lower 3 --mode non_declaree \
    --source "Atelier des salariés" --valid-from 2024-11-20
quietly care state add postures-seuil --indicator postures --unit poste --upper 2 --mode non_declaree \
    --source "Atelier des salariés et ergonome" --valid-from 2024-11-20
quietly care state add temps-seuil --indicator temps-donne --unit h --upper 6 --mode non_declaree \
    --source "Atelier des bénévoles" --valid-from 2024-11-20
show care card N.sol
show care card H.benevoles

step "2. Qui parle, et qui est d'accord (décembre 2024)"
on 2024-12-03
"$coop" care key new cle-equipe.txt >/dev/null
public=$(sed -n 's/^public //p' cle-equipe.txt)
quietly care spokesperson add equipe --capitals H.salaries --type concerned \
    --mandate-by "l'assemblée des salariés" --mandate-mode "élection à bulletin secret" \
    --from 2024-12-01 --to 2026-11-30 --key "$public"
quietly care spokesperson add comite-local --capitals H.benevoles,N.sol --type delegate \
    --mandate-by "le comité local" --mandate-mode "consentement" --from 2024-12-01 --to 2026-11-30
quietly care spokesperson add agronome --capitals N.sol --type expert
quietly care spokesperson add direction --capitals H.salaries,H.benevoles,N.sol --type management
paper pv-mandats.txt "Procès-verbal du 3 décembre 2024 : mandats de deux porte-parole"
quietly care deliberate mandats --object spokesperson/equipe --object spokesperson/comite-local \
    --present-count 17 --decision "Les deux porte-parole sont mandatés pour deux ans" --minutes pv-mandats.txt

paper avis-sol.txt "Avis du comité local sur le seuil de 4 %"
quietly care sign state/sol-seuil --spokesperson direction --verdict approuve --by "secrétariat"
quietly care sign state/sol-seuil --spokesperson comite-local --verdict reserve \
    --comment "Quatre pour cent : est-ce à la portée de ce limon ?" --evidence avis-sol.txt --by "secrétariat"
quietly care sign state/formation-seuil --spokesperson equipe --verdict approuve --key cle-equipe.txt
show care state show formation-seuil

on 2024-12-10
say ""
say "Le 10 décembre, l'agronome propose 3 %. Le seuil change : les avis sur 4 % deviennent caducs."
say ""
quietly care state revise sol-seuil --lower 3 --mode arretee --source "Référentiel régional des limons, lu par l'agronome" \
    --valid-to 2026-12-31 --review-by 2026-11-30 --interpreter agronome
show care state show sol-seuil

on 2024-12-17
for state in formation-seuil postures-seuil temps-seuil; do
    quietly care state revise $state --mode arretee --valid-to 2026-12-31 --review-by 2026-11-30
done
paper pv-seuils.txt "Procès-verbal du 17 décembre 2024 : seuils arrêtés"
quietly care deliberate seuils --object state/sol-seuil --object state/formation-seuil \
    --object state/postures-seuil --object state/temps-seuil --present-count 15 \
    --decision "Les quatre seuils sont arrêtés jusqu'au 31 décembre 2026" \
    --dissent "Deux personnes demandaient un seul poste pénible au plus" --minutes pv-seuils.txt
paper avis-comite.txt "Avis du comité local du 17 décembre 2024"
quietly care sign state/sol-seuil --spokesperson direction --verdict approuve --by "secrétariat"
quietly care sign state/sol-seuil --spokesperson comite-local --verdict approuve --evidence avis-comite.txt --by "secrétariat"
quietly care sign state/temps-seuil --spokesperson comite-local --verdict approuve --evidence avis-comite.txt --by "secrétariat"
quietly care sign state/formation-seuil --spokesperson equipe --verdict approuve --key cle-equipe.txt
quietly care sign state/postures-seuil --spokesperson equipe --verdict reserve \
    --comment "Deux postes, et un seul dès que la presse sera remplacée" --key cle-equipe.txt
show care state show sol-seuil

step "3. Ce qu'il faut faire, et ce que cela coûte (2025)"
on 2025-01-06
quietly care phase 5 --note "Actions et budgets de 2025"
action() { quietly care action add "$1" --capital "$2" --name "$3" --kind "$4" --origin "$5" --unit "$6"; }
action formation H.salaries "Formation au métier" preservation contractee jour
action ergonomie H.salaries "Postes refaits avec les personnes" preservation contractee poste
action tutorat H.salaries "Temps de tutorat payé" preservation contractee heure
action compost N.sol "Compost mûr épandu" preservation contractee t
action haie N.sol "Haie plantée contre le ruissellement" preservation contractee m
action soutien H.salaries "Aide au logement et au permis" restoration heritee dossier
action repos H.benevoles "Roulement des chantiers du samedi" preservation contractee samedi

quietly care cost add --action formation --amount 150 --unit jour --valid-from 2025-01-01 \
    --source "Convention avec l'organisme de formation, 2025" --uncertainty 5%
quietly care cost add --action compost --amount 60 --unit t --valid-from 2025-01-01 \
    --source "Devis de la plateforme de compostage, rendu au champ" --uncertainty 10%
year="--start 2025-01-01 --end 2025-12-31"
# shellcheck disable=SC2086
{
    quietly care budget add --action formation $year --quantity 40 --unit jour
    quietly care budget add --action ergonomie $year --amount 4000 --source "Étude de postes, devis de décembre 2024"
    quietly care budget add --action tutorat $year --amount 7440 --source "Délibération : 3 % des salaires chargés de 248 000 €"
    quietly care budget add --action compost $year --indicator sol-mo --step 0,02 --extent 0,5
    quietly care budget add --action haie $year --amount 500 --source "Devis du pépiniériste"
}
show care budget list

step "4. L'année, dans les comptes ordinaires"
on 2025-12-31
post() { quietly ledger add --post "$@"; }
post --date 2025-01-15 --produit 741=240000 --received-on 512 --label "Contribution au développement de l'emploi"
post --date 2025-02-10 --produit 741=500 --received-on 512 --label "Subvention affectée à la haie"
post --date 2025-03-20 --charge 6228=5200 --paid-from 512 --label "Formation au métier" --piece F-11
post --date 2025-04-12 --charge 606=540 --paid-from 512 --label "Compost, 9 t" --piece F-14
post --date 2025-05-05 --charge 606=3000 --paid-from 512 --label "Établis réglables, et deux bureaux" --piece F-19
post --date 2025-06-18 --charge 6228=1500 --paid-from 512 --label "Aide au logement et au permis" --piece F-23
post --date 2025-11-22 --charge 606=50 --paid-from 512 --label "Tuteurs et paillage de la haie" --piece F-41
post --date 2025-11-30 --produit 706=22000 --received-on 512 --label "Ventes des ateliers"
post --date 2025-12-31 --journal OD --debit 641=200000 --debit 645=48000 --credit 512=248000 --label "Salaires et cotisations 2025"
post --date 2025-12-31 --journal OD --debit 6894=100 --credit 194=100 --label "Haie : subvention non employée"
quietly year lock 2025

# What the law asks for, before anything of CARE is posted.
legal() {
    for report in bilan resultat balance grand-livre journal; do
        "$coop" -O csv --csv intl report $report --year 2025
    done
    "$coop" export fec --year 2025 -o "$1.fec" >/dev/null 2>&1 # says that there is no SIREN
    cat "$1.fec"
}
legal before >before.txt
show report resultat --year 2025

say ""
say "Les lignes qui préservent un capital sont étiquetées, pas ressaisies :"
say ""
quietly care tag 3 --action formation
quietly care tag 4 --action compost
show care tag 5 --action ergonomie --share 80%
quietly care tag 6 --action soutien
quietly care tag 7 --action haie --funding grant
quietly care tag 9:1 --action tutorat --share 2%
quietly care tag 9:2 --action tutorat --share 2%
paper attestation-lycee.txt "Le lycée agricole a fourni 80 plants de haie, d'une valeur de 200 €"
quietly care realisation add --action haie --date 2025-11-20 --amount 200 --funding third --basis in_kind \
    --evidence-file attestation-lycee.txt
paper feuille-chantier.txt "Chantier du 22 novembre : 10 heures de bénévoles, à 15 € l'heure"
quietly care realisation add --action haie --date 2025-11-22 --amount 150 --funding volunteer --basis in_kind \
    --evidence-file feuille-chantier.txt
quietly care overlap add --action haie --account 194 --date 2025-12-31 --amount 100 \
    --source "Fonds dédié de la subvention de la haie"
quietly care measurement add --indicator sol-mo --date 2025-12-10 --value 2,6 --unit "%" \
    --uncertainty 0,2 --grade mesure --evidence "analyse-sol-2025.pdf"
quietly care measurement add --indicator formation-jours --date 2025-12-31 --value 2,9 --unit jour --grade mesure \
    --evidence "feuilles de présence 2025"
quietly care measurement add --indicator postures --date 2025-12-15 --value 3 --unit poste --grade declare
quietly care measurement add --indicator temps-donne --date 2025-12-15 --value 5,5 --unit h --grade declare
show care tag list

step "5. La clôture CARE et ses états"
on 2026-01-20
show care close --year 2025
show care check --strict
show care resultat --year 2025
show care bilan --year 2025
show care dettes --year 2025
show care biophysique --year 2025
show care ratios --year 2025
show care explain 2025/N.sol/compost/due
show care explain 2025/N.sol/haie/done
show care close --year 2025
say ""
say "Le registre se vérifie depuis son début :"
"$coop" care trail verify >trail.txt && say "registre intact"

step "6. Les comptes légaux n'ont pas bougé"
legal after >after.txt
if cmp -s before.txt after.txt; then
    say "Bilan, compte de résultat, balance, grand livre, journal et FEC : identiques à l'octet près."
else
    say "Les sorties légales ont changé :"
    diff before.txt after.txt
    exit 1
fi

step "7. L'année suivante (2026) : un écart ne se doit qu'une fois"
on 2026-01-25
quietly year add 2026
say "Le sol est à 2,6 % : l'écart coûte encore 20 t/ha × 0,5 ha × 60 = 600,00. De cela, 360,00 sont dus déjà."
say ""
quietly care budget add --action compost --start 2026-01-01 --end 2026-12-31 --indicator sol-mo --step 0,02 --extent 0,5
on 2026-12-31
post --date 2026-01-20 --produit 741=240000 --received-on 512 --label "Contribution au développement de l'emploi"
post --date 2026-03-12 --charge 606=600 --paid-from 512 --label "Compost, 10 t" --piece F-58
post --date 2026-04-02 --charge 6228=800 --paid-from 512 --label "Formation au métier, les jours de 2025 qui manquaient" --piece F-61
post --date 2026-11-14 --charge 606=100 --paid-from 512 --label "Plants de la haie qui manquaient" --piece F-77
post --date 2026-11-14 --journal OD --debit 194=100 --credit 7894=100 --label "Haie : la subvention est employée"
post --date 2026-11-30 --produit 706=22400 --received-on 512 --label "Ventes des ateliers"
post --date 2026-12-31 --journal OD --debit 641=200000 --debit 645=48000 --credit 512=248000 --label "Salaires et cotisations 2026"
quietly year lock 2026
quietly care tag 12 --action compost
quietly care tag 13 --action formation
quietly care tag 14 --action haie --funding grant
paper bon-compost.txt "Bon de livraison du 12 mars 2026 : 10 t de compost"
quietly care realisation add --action compost --date 2026-03-12 --quantity 10 --unit t --funding own \
    --entry 12:1 --evidence-file bon-compost.txt
quietly care overlap add --action haie --account 194 --date 2026-12-31 --amount 0 \
    --source "Le fonds dédié est employé"
quietly care measurement add --indicator sol-mo --date 2026-12-08 --value 2,9 --unit "%" \
    --uncertainty 0,2 --grade mesure --evidence "analyse-sol-2026.pdf"
on 2027-01-18
show care close --year 2026
show care dettes --year 2026
show care resultat --year 2026
show care explain 2026/N.sol/compost/due
