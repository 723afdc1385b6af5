# SPDX-License-Identifier: GPL-3.0-or-later
# Accounts and journals of the book's own: added, renamed, closed, closed with a balance once used, opened again.
on 2025-01-04
quietly init book.coop --name "Les Amis du Jardin" --siren 732829320 --year 2025
quietly account add 51201 --label "Crédit coopératif"
quietly account add 512011 --label "Livret"
quietly account add 60641 --label "Terreau \"bio\""
quietly account rename 512 --label "Banques de l’association"
quietly journal add HA --label "HelloAsso"
post 2025-03-05 "Cotisation" --produit 756=20 --received-on 51201 --journal HA
post 2025-03-06 "Terreau" --charge 60641=8,40 --paid-from 51201
quietly account rename 51201 --label "Crédit Coopératif"
quietly account close 512011
quietly account close 60641
quietly account close 6064
quietly account reopen 6064
draft 2025-03-07 "Papier" --charge 6064=3 --paid-from 51201
