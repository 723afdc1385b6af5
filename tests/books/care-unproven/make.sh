# SPDX-License-Identifier: GPL-3.0-or-later
# Debts that CARE books say paid without what proves it: a realisation said to be a charge that no legal entry bears, one that is
# an outlay without a piece, a remission that nobody signed and one that only the management approved, a state that nobody declared.
on 2024-01-05
quietly init book.coop --name "Le Jardin partagé" --year 2024
quietly care capital add N.sol --name "Sol du jardin"
quietly care capital add H.equipe --name "L’équipe" --people 12
quietly care indicator add mo --capital N.sol --name "matière organique" --unit % --direction min
quietly care state add mo-seuil --indicator mo --lower 3 --mode non_declaree
quietly care action add compost --capital N.sol --name "Compost" --kind preservation --origin contractee --unit t
quietly care action add formation --capital H.equipe --name "Formation" --kind preservation --origin contractee
quietly care action add sansprix --capital N.sol --name "Haie" --kind preservation --origin contractee --unit m
quietly care budget add compost-2024 --action compost --start 2024-01-01 --end 2024-12-31 --amount 1000
quietly care budget add formation-2024 --action formation --start 2024-01-01 --end 2024-12-31 --amount 800
quietly care budget add haie-2024 --action sansprix --start 2024-01-01 --end 2024-12-31 --quantity 10 --unit m
quietly care realisation add sans-charge --action compost --date 2024-04-01 --amount 600 --basis charge --funding own
quietly care realisation add depense --action formation --date 2024-05-01 --amount 300 --basis outlay --funding own
quietly care spokesperson add direction --capitals N.sol,H.equipe --type management
quietly care remission add jamais-signee --action compost --date 2024-06-01 --amount 150 --source "réunion de bureau"
quietly care remission add debiteur-seul --action formation --date 2024-06-02 --amount 200 --source "réunion de bureau"
quietly care sign remission/debiteur-seul --spokesperson direction --verdict approuve --by "direction"
post 2024-02-01 "Cotisations" --produit 756=5000 --received-on 512
post 2024-03-01 "Location" --charge 613=3000 --paid-from 512
quietly year lock 2024
on 2025-01-20
quietly care close --year 2024 --allow-undeclared
