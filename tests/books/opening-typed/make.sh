# SPDX-License-Identifier: GPL-3.0-or-later
# Openings typed in AN. 2022 says what 2021 left; 2023 says 50,00 less in the bank than 2022 left, and one third party too
# many; 2024 is computed; 2025 has two typed ones.
on 2021-01-04
quietly init book.coop --name "Les Amis du Jardin" --year 2021
quietly year add 2022
quietly year add 2023
quietly year add 2024
quietly year add 2025
post 2021-01-01 "Reprise des soldes" --journal AN --debit 512=500 --credit 110=500
post 2021-03-02 "Cotisations" --produit 756=200 --received-on 512
post 2021-06-12 "Honoraires" --charge 6226=80 --credit 401=80 --party "Cabinet Durand"
post 2022-01-01 "À-nouveaux" --journal AN --debit 512=700 --credit 110=500 --credit 120=120 --credit 401=80 --party "Cabinet Durand"
post 2022-03-26 "Affectation du résultat 2021" --debit 120=120 --credit 110=120
post 2022-05-02 "Salle" --charge 6132=100 --paid-from 512
post 2023-01-01 "À-nouveaux" --journal AN --debit 512=550 --debit 129=100 --credit 110=570 --credit 401=80 --party "Imprimerie Leroy"
post 2023-03-25 "Affectation du résultat 2022" --debit 110=100 --credit 129=100
post 2023-05-02 "Cotisations" --produit 756=60 --received-on 512
post 2024-05-02 "Cotisations" --produit 756=40 --received-on 512
post 2025-01-01 "À-nouveaux, banque" --journal AN --debit 512=650 --credit 110=650
post 2025-01-01 "À-nouveaux, fournisseur" --journal AN --debit 110=80 --credit 401=80 --party "Imprimerie Leroy"
on 2024-02-01
quietly year close 2021 --yes
quietly year close 2022 --yes
quietly year lock 2023
