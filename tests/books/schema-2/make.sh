# SPDX-License-Identifier: GPL-3.0-or-later
# A book of the second schema, before CARE registers: written by the program as it was before migration 0003. A closed and
# an open year, parties, projects, attachments, a reversal, a budget, contributions in kind, drafts.
on 2024-01-04
quietly init book.coop --name "Les Amis du Jardin" --siren 732829320 --year 2024
quietly project add jardin --label "Jardin partagé"
quietly account add 60641 --label "Terreau"
printf 'facture F-1' >facture.txt
post 2024-01-01 "Reprise" --journal AN --debit 512=500 --credit 110=500
post 2024-03-05 "Terreau" --charge 60641=80,50 --paid-from 512 --project jardin --party "Jardinerie" --piece F-1 --ref t-1 --attach facture.txt
post 2024-03-06 "Cotisation" --produit 756=120 --received-on 530 --party "A. Martin"
quietly ledger reverse 2 --reason "doublon" --date 2024-03-31
quietly ledger post 4
post 2024-06-12 "Honoraires" --charge 6226=30 --credit 401=30 --party "DURAND" --piece F-2
quietly inkind rate set bricoleur --from 2024-01-01 --hourly 12,5
quietly inkind add --date 2024-03-10 --kind benevolat --hours 6h30 --rate bricoleur --party "A. Martin" --post
quietly budget set 2024 60641=100 --project jardin
quietly budget adopt 2024 --date 2024-02-03
on 2025-01-20
quietly year add 2025
quietly year close 2024 --yes
post 2025-02-01 "Règlement F-2" --debit 401=30 --paid-from 512 --party "Durand"
draft 2025-03-01 "Papier" --charge 6064=1 --paid-from 512
