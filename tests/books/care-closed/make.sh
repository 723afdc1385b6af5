# SPDX-License-Identifier: GPL-3.0-or-later
# Three CARE years: everything a register can hold, a correction and a restatement by reversal, a signed and an outdated
# opinion, an attested mandate, a signed remission, inherited debt, arrears at the start, what the legal books owe already,
# costs that change, personal data erased, a capital that ceased.
on 2023-01-05
quietly init book.coop --name "Le Jardin partagé" --siren 732829320 --year 2023
quietly care phase 1 --note "périmètre" --by "secrétariat"
quietly care policy set presentation=dette cost_basis=current --by "secrétariat"
quietly care capital add N.sol --name "Sol du jardin" --name-en "Soil" --ontology "vers, champignons" --why "sans lui, rien" --scale territoire
quietly care capital add N.eau --name "La mare" --parent N.sol
quietly care capital add H.equipe --name "L’équipe" --people 12
quietly care capital add H.apprentis --name "Les apprentis" --people 6
quietly care capital add H.voisins --name "Les voisins" --people 30 --valuation none
quietly care capital add F.fonds --name "Fonds de l’association"
quietly care use add maraichage --capital N.sol --activity "maraîchage" --driver "surface bêchée" --unit ha --share 80% --share-source "plan" --scope site --start 2023-01-01
quietly care indicator add mo --capital N.sol --name "matière organique" --unit % --direction min --method "labo" --frequency "tous les ans"
quietly care indicator add heures --capital H.equipe --name "heures en plus" --unit h --direction max
quietly care state add mo-seuil --indicator mo --lower 3 --mode arretee --source "chambre d’agriculture" --valid-from 2023-01-01 --valid-to 2025-12-31
quietly care state add heures-seuil --indicator heures --upper 10 --mode ratifiee --source "accord" --review-by 2024-12-31
quietly care measurement add --indicator mo --date 2023-01-05 --value 2,4 --uncertainty 0,1 --grade mesure --evidence labo.pdf
action() { quietly care action add "$1" --capital "$2" --name "$3" --kind "$4" --origin "$5" --unit "$6"; }
action compost N.sol "Épandre du compost" preservation contractee t
action haie N.sol "Planter une haie" preservation contractee m
action curage N.eau "Curer la mare" preservation contractee jour
action repos H.equipe "Heures rendues" preservation contractee h
action tuteurs H.apprentis "Temps de tutorat" preservation contractee h
action depollution N.sol "Enlever de vieux gravats" restoration heritee m3
action paillage N.sol "Pailler pour arroser moins" avoidance contractee m2
action releve N.eau "Relever le niveau" monitoring contractee fois
quietly care cost add --action compost --amount 60 --unit t --valid-from 2023-01-01 --source devis --uncertainty 10%
quietly care cost add --action compost --amount 66 --unit t --valid-from 2024-01-01 --source devis
quietly care cost add --action repos --amount 15,50 --unit h --valid-from 2023-01-01 --source "grille"
quietly care wage add lyon-2023 --place Lyon --valid-from 2023-01-01 --amount 19800 --per fte --source "étude"
quietly care opening add reprise --action curage --date 2023-01-01 --amount 300 --source "état des lieux"
quietly care budget add compost-3 --action compost --start 2023-01-01 --end 2025-12-31 --quantity 30 --unit t
quietly care budget add haie-3 --action haie --start 2023-01-01 --end 2025-12-31 --amount 2000 --schedule listed --instalments "600;600;800" --source devis
quietly care budget add repos-mesure --action repos --start 2023-01-01 --end 2025-12-31 --quantity 30 --unit h --schedule measured
quietly care budget add mo-gap --action paillage --start 2023-01-01 --end 2023-12-31 --indicator mo --step 0,1 --extent 2
quietly care budget add tuteurs-2023 --action tuteurs --start 2023-01-01 --end 2023-12-31 --amount 400 --source accord
quietly care degradation add bechage --use maraichage --indicator mo --from 2023-03-01 --to 2023-10-31 --quantity 4 --unit %
quietly care use add ateliers --capital H.equipe --activity "ateliers" --unit h --start 2023-01-01
quietly care degradation add heures-2023 --use ateliers --action repos --from 2023-01-01 --to 2023-12-31 --quantity 20 --unit h

coop care key new cle.txt >public.txt
public=$(sed -n 's/^public //p' cle.txt)
printf 'PV : mandats' >pv.txt
printf 'avis sur papier' >avis.txt
quietly care spokesperson add p1 --name "Marie Exemple" --capitals N.sol,N.eau --type concerned --mandate-by "les maraîchers" --mandate-mode élection --from 2023-01-01 --to 2025-12-31 --key "$public" --by "secrétariat"
quietly care spokesperson add chef --capitals N.sol,N.eau,H.equipe --type management --by "secrétariat"
quietly care deliberate mandat --object spokesperson/p1 --decision "p1 parle pour le sol" --present "A, B, C" --present-count 9 --dissent "C voulait un tirage au sort" --minutes pv.txt
quietly care sign state/mo-seuil --spokesperson chef --verdict approuve --by "secrétariat"
quietly care sign state/mo-seuil --spokesperson p1 --verdict reserve --comment "à revoir" --key cle.txt

on 2023-12-31
post 2023-01-02 "Apport" --debit 512=9000 --credit 1022=9000
post 2023-02-01 "Cotisations" --produit 756=5000 --received-on 512
post 2023-03-01 "Location" --charge 613=3000 --paid-from 512 --piece F-1
post 2023-04-01 "Compost" --charge 606=500 --paid-from 512 --piece F-2
post 2023-05-01 "Haie et outils" --debit 606=400 --debit 615=100,01 --credit 512=500,01 --piece F-3
post 2023-06-01 "Gravats" --charge 611=250 --paid-from 512 --piece F-4
post 2023-07-01 "Broyeur" --debit 2154=900 --credit 512=900 --piece F-5
post 2023-12-31 "Mare : subvention non employée" --journal OD --debit 6894=100 --credit 194=100
quietly care tag 4 --action compost
quietly care tag 5:1 --action haie --share 80%
quietly care tag 5:2 --action haie --amount 50 --funding grant
quietly care tag 6 --action depollution
quietly care tag 7:1 --action compost
quietly care realisation add --action haie --date 2023-11-22 --amount 150 --funding volunteer --basis in_kind --evidence-file avis.txt
quietly care realisation add --action repos --date 2023-11-30 --quantity 10 --unit h --amount 155 --funding third --basis in_kind --evidence-file avis.txt
quietly care overlap add --action curage --account 194 --date 2023-12-31 --amount 100 --source "fonds dédié"
quietly care measurement add --indicator mo --date 2023-12-10 --value 2,6 --grade mesure --evidence labo-2.pdf
quietly year add 2024
quietly year lock 2023
on 2024-02-01
quietly care close --year 2023

# The state changes: the opinions on it are outdated. A tag is found afterwards: the close is corrected by reversal.
quietly care state revise mo-seuil --lower 3,2
quietly care tag 3 --action curage --share 5%
quietly care close --year 2023 --correct --reason "une ligne de location était du curage"

post 2024-02-10 "Compost" --charge 606=700 --paid-from 512 --piece F-6
post 2024-03-10 "Cotisations" --produit 756=4000 --received-on 512
post 2024-04-10 "Plants, facturés à tort" --charge 606=90 --paid-from 512 --piece F-7
quietly care tag 9 --action compost
quietly care tag 11 --action haie
quietly ledger reverse 11 --reason "facture annulée" --date 2024-05-01
quietly ledger post 12
quietly care degradation add heures-2024 --use ateliers --action repos --from 2024-01-01 --to 2024-12-31 --quantity 8 --unit h
quietly care remission add remise --action curage --date 2024-06-01 --amount 40 --source "décision du 1er juin"
quietly care sign remission/remise --spokesperson p1 --verdict approuve --key cle.txt
quietly care capital cease H.apprentis
quietly year lock 2024
on 2025-02-01
quietly year add 2025
quietly care close --year 2024
quietly care policy set presentation=capital distribution=after-result
quietly care close --year 2024 --restate --reason "l’assemblée préfère le capital maintenu"
post 2025-03-10 "Compost" --charge 606=1400 --paid-from 512 --piece F-8
quietly care tag 13 --action compost
quietly care erase spokesperson p1
quietly care erase deliberation mandat
quietly care phase 8 --note "analyse"
