# SPDX-License-Identifier: GPL-3.0-or-later
# Drafts among posted entries: edited, deleted (its number is not used again), without a piece, in each default journal.
on 2025-04-10
quietly init book.coop --name "Les Amis du Jardin" --siren 732829320 --rna W751234567 --year 2025
quietly project add jardin --label "Jardin partagé"
post 2025-01-04 "Reprise des soldes" --journal AN --debit 512=2340,50 --credit 110=2340,50 --piece "Relevé du 31/12/2024"
post 2025-03-02 "Cotisation 2025" --produit 756=20 --received-on 512 --party "A. Martin" --piece R-1
draft 2025-03-05 "Terreau" --charge 6063=84,50 --paid-from 512 --project jardin --ref terreau-1
draft 2025-03-06 "Dépôt de la caisse" --debit 512=120 --credit 53=120 --ref depot-1
draft 2025-03-07 "Timbres" --charge 626=12,30 --paid-from 53 --piece F-3
draft 2025-03-08 "Papier" --debit 606=45 --credit 512=45 --ref papier-1
draft 2025-03-09 "Honoraires" --charge 6226=300 --credit 401=300 --party "Cabinet Durand"
draft 2025-03-10 "À supprimer" --charge 6064=1 --paid-from 512
draft 2025-03-11 "Salle" --charge 6132=300 --paid-from 512
quietly ledger delete 8 --yes
quietly ledger edit 9 --charge 6132=320 --paid-from 512 --piece F-31
draft 2025-03-12 "À reclasser" --debit 471=15 --credit 512=15
draft 2025-04-10 "Le dernier, supprimé aussi" --charge 6064=2 --paid-from 512
quietly ledger delete 11 --yes
