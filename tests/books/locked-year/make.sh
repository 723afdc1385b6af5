# SPDX-License-Identifier: GPL-3.0-or-later
# A locked year before an open one that is not allocated yet, an account in suspense and a cash box below zero.
on 2025-01-04
quietly init book.coop --name "Les Amis du Jardin" --siren 732829320 --year 2024
quietly year add 2025
post 2024-03-02 "Cotisations" --produit 756=800 --received-on 512
post 2024-06-12 "Petites fournitures" --charge 6063=35 --paid-from 53
post 2024-07-01 "Virement inconnu" --debit 512=15 --credit 471=15
quietly year lock 2024
post 2025-02-01 "Terreau" --charge 6063=84,50 --paid-from 512
