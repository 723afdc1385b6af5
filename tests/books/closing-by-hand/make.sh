# SPDX-License-Identifier: GPL-3.0-or-later
# Entries that bring classes 6 and 7 to 12 at the end of the year, as other programs write them. 2022: by two entries, the last
# of their journal. 2023: followed by another entry, so that its FEC has a gap. 2024: in AN. 2025: half of a charge only.
on 2022-01-04
quietly init book.coop --name "Les Amis du Jardin" --siren 732829320 --year 2022
quietly year add 2023
quietly year add 2024
quietly year add 2025
post 2022-03-05 "Cotisations" --produit 756=500 --received-on 512 --piece R-1
post 2022-04-05 "Salle" --charge 6132=300 --paid-from 512 --piece F-1
post 2022-12-31 "Solde des produits" --debit 756=500 --credit 120=500
post 2022-12-31 "Solde des charges" --debit 120=300 --credit 6132=300
post 2023-03-05 "Cotisations" --produit 756=100 --received-on 512 --piece R-2
post 2023-12-31 "Solde des produits" --journal OD --debit 756=100 --credit 120=100
post 2023-12-31 "Une charge oubliée" --journal OD --charge 626=10 --paid-from 512 --piece F-2
post 2024-03-05 "Cotisations" --produit 756=70 --received-on 512 --piece R-3
post 2024-12-31 "Solde des produits" --journal AN --debit 756=70 --credit 120=70
post 2025-03-05 "Salle" --charge 6132=80 --paid-from 512 --piece F-3
post 2025-12-31 "Une moitié" --debit 129=40 --credit 6132=40
