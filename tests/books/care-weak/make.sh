# SPDX-License-Identifier: GPL-3.0-or-later
# The other choices of method: capitals that pay for each other, work paid ahead, the close alone; two closed years.
on 2023-01-05
quietly init book.coop --name "Le Jardin partagé" --year 2023
quietly care policy set netting=family presentation=cloture --allow-weak-sustainability
quietly care capital add N.sol --name "Sol du jardin"
quietly care capital add N.eau --name "La mare"
quietly care action add compost --capital N.sol --name "Compost" --kind preservation --origin contractee
quietly care action add curage --capital N.eau --name "Curage" --kind preservation --origin contractee
post 2023-02-01 "Cotisations" --produit 756=5000 --received-on 512
post 2023-03-01 "Compost" --charge 606=1500 --paid-from 512 --piece F-1
quietly care tag 2 --action compost
for year in 2023 2024; do
    quietly care budget add compost-$year --action compost --start $year-01-01 --end $year-12-31 --amount 1000 --source devis
    quietly care budget add curage-$year --action curage --start $year-01-01 --end $year-12-31 --amount 700 --source devis
done
quietly year add 2024
quietly year lock 2023
quietly care close --year 2023 --allow-weak-sustainability
post 2024-03-01 "Curage" --charge 615=650 --paid-from 512 --piece F-2
quietly care tag 3 --action curage
quietly year lock 2024
quietly care close --year 2024 --allow-weak-sustainability
