# SPDX-License-Identifier: GPL-3.0-or-later
# Budgets in versions, adopted or not, by account, by project and by line of a layout; entries by project, one split.
on 2024-01-04
quietly init book.coop --name "Les Amis du Jardin" --year 2024
quietly year add 2025
quietly project add jardin --label "Jardin partagé"
quietly project add atelier --label "Atelier vélo"
quietly budget set 2024 625=500 756=700
quietly budget set 2024 6064=200 --project jardin --label "Terreau"
quietly budget adopt 2024 --date 2024-03-26 --by "Assemblée générale"
quietly budget set 2024 625=650 756=700 --version revise
quietly budget import 2025 budget-2025.csv
quietly budget set 2025 756=1200,50 --version prudent
quietly budget adopt 2025 --version prudent --date 2025-03-22
post 2024-02-05 "Train" --charge 6251=550 --paid-from 512
post 2024-02-06 "Papier" --charge 6064=120 --paid-from 512 --project jardin
post 2024-02-07 "Cotisations" --produit 756=630 --received-on 512
post 2024-04-30 "Salle" --charge 6132=100,01 --paid-from 512 --split jardin=60%,atelier=40%
post 2025-04-02 "Plants" --charge 6068=120 --paid-from 512 --project jardin
