# SPDX-License-Identifier: GPL-3.0-or-later
# A book of the fifth schema, before closes of CARE kept the rules and the place they read: written by the program as it was
# before migration 0006. 2024 is closed and corrected, with work that no charge bears and a remission nobody signed; then the
# association, a capital, an action, a measure and a threshold are called or said otherwise. 2025 is locked, its livre CARE
# open: work said to be ours, whose charge is tagged, not tagged, of the same month only, or nowhere. 2026 is open.
on 2024-01-05
quietly init book.coop --name "Le Verger du bas" --year 2024
quietly care capital add N.sol --name "Sol du verger"
quietly care indicator add mo --capital N.sol --name "matière organique" --unit % --direction min
quietly care measurement add mo-2024 --indicator mo --date 2024-02-01 --value 2 --grade mesure
quietly care state add mo-seuil --indicator mo --lower 3 --mode arretee --source "avis agronomique" --review-by 2030-01-01
quietly care action add compost --capital N.sol --name "Compost" --kind preservation --origin contractee --unit t
quietly care action add haie --capital N.sol --name "Haie" --kind preservation --origin contractee --unit m
quietly care cost add compost-2024 --action compost --amount 60 --unit t --valid-from 2024-01-01 --source "devis"
quietly care cost add haie-2024 --action haie --amount 5 --unit m --valid-from 2024-01-01 --source "devis"
for year in 2024 2025; do
    quietly care budget add "compost-$year" --action compost --start "$year-01-01" --end "$year-12-31" --quantity 15 --unit t
    quietly care budget add "haie-$year" --action haie --start "$year-01-01" --end "$year-12-31" --amount 500
done
post 2024-01-10 "Ventes" --produit 706=5000 --received-on 512
post 2024-03-01 "Compost" --charge 606=240 --paid-from 512 --piece F-1
quietly care tag 2 --action compost
quietly care realisation add haie-2024 --action haie --date 2024-04-01 --amount 200 --funding own
quietly care remission add haie-2024 --action haie --date 2024-12-01 --amount 100 --source "réunion de bureau"
quietly year lock 2024
on 2025-02-01
quietly year add 2025
quietly care close --year 2024
quietly care realisation revise haie-2024 --amount 250
quietly care close --year 2024 --correct --reason "facture de la haie reçue"
quietly book set --name "Les Vergers du bas"
quietly care capital revise N.sol --name "Sol renommé"
quietly care action revise compost --name "Compost mûr"
quietly care measurement revise mo-2024 --value 2,2
quietly care state revise mo-seuil --lower 4
post 2025-01-10 "Ventes" --produit 706=5000 --received-on 512
post 2025-03-01 "Compost, mars" --charge 606=240 --paid-from 512 --piece F-2
post 2025-04-10 "Compost, avril" --charge 606=180 --paid-from 512 --piece F-3
post 2025-05-10 "Terreau" --charge 606=75,50 --paid-from 512 --piece F-4
post 2025-05-20 "Location d'une benne" --charge 613=90 --paid-from 512 --piece F-5
quietly care tag 4 --action compost
quietly care realisation add compost-mars --action compost --date 2025-03-01 --amount 240 --funding own
quietly care realisation add compost-avril --action compost --date 2025-04-12 --quantity 3 --unit t --funding own
quietly care realisation add haie-mai --action haie --date 2025-05-15 --amount 130 --funding grant
quietly care realisation add haie-octobre --action haie --date 2025-10-15 --amount 60 --funding own
quietly care remission add haie-2025 --action haie --date 2025-12-01 --amount 50 --source "réunion de bureau"
on 2026-01-20
quietly year add 2026
quietly year lock 2025 --yes
