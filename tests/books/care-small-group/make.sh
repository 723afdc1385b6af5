# SPDX-License-Identifier: GPL-3.0-or-later
# A human capital of three people: what concerns them is shown on a screen and leaves the books in no other form.
on 2024-01-05
quietly init book.coop --name "Le Jardin partagé" --year 2024
quietly care capital add N.sol --name "Sol du jardin"
quietly care capital add H.apprentis --name "Les apprentis" --people 3
quietly care action add compost --capital N.sol --name "Compost" --kind preservation --origin contractee
quietly care action add tuteurs --capital H.apprentis --name "Temps de tutorat" --kind preservation --origin contractee
quietly care budget add compost-2024 --action compost --start 2024-01-01 --end 2024-12-31 --amount 1000 --source devis
quietly care budget add tuteurs-2024 --action tuteurs --start 2024-01-01 --end 2024-12-31 --amount 400 --source accord
post 2024-03-01 "Tutorat" --charge 641=250 --paid-from 512 --piece F-1
quietly care tag 1 --action tuteurs
quietly year lock 2024
on 2025-01-20
quietly care close --year 2024
