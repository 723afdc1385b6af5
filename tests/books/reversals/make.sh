# SPDX-License-Identifier: GPL-3.0-or-later
# Reversals: within a year, of an entry of a closed year, of a reversal, and one still a draft.
on 2024-01-04
quietly init book.coop --name "Les Amis du Jardin" --siren 732829320 --year 2024
quietly project add jardin
post 2024-03-05 "Terreau" --charge 6063=84,50 --paid-from 512 --project jardin --party "Jardinerie" --piece F-1
post 2024-03-06 "Cotisation" --produit 756=20 --received-on 512 --piece R-1
quietly ledger reverse 1 --reason "Saisie deux fois" --date 2024-04-01
quietly ledger post 3
quietly ledger reverse 3 --reason "C'était la bonne" --date 2024-04-02
quietly ledger post 4
on 2025-01-20
quietly year add 2025
quietly year close 2024 --yes
quietly ledger reverse 2 --reason "Chèque impayé"
quietly ledger post 5
post 2025-02-01 "Salle" --charge 6132=40 --paid-from 512 --piece F-2
quietly ledger reverse 6 --reason "Facture annulée" --date 2025-02-10
