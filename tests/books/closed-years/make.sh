# SPDX-License-Identifier: GPL-3.0-or-later
# Three closed years and an open one: a surplus, a deficit, both allocated; each opening is computed, third parties apart.
on 2022-01-03
quietly init book.coop --name "Les Amis du Jardin" --siren 732829320 --year 2022
quietly party add "Cabinet Durand" --kind fournisseur
quietly party add "A. Martin" --kind membre --note "trésorière"
post 2022-01-01 "Reprise des soldes" --journal AN --debit 512=1500 --debit 2183=900 --credit 110=2400 --piece "Relevé du 31/12/2021"
post 2022-03-02 "Cotisations" --produit 756=800 --received-on 512
post 2022-06-12 "Honoraires" --charge 6226=300 --credit 401=300 --party "Cabinet Durand" --piece F-32
post 2022-11-03 "Billetterie à recevoir" --debit 411=150 --credit 706=150 --party "A. Martin"
post 2022-12-31 "Dotation" --journal OD --debit 68112=300 --credit 2818=300
on 2023-01-15
quietly year add 2023
quietly year close 2022 --yes
post 2023-01-20 "Règlement F-32" --debit 401=300 --paid-from 512 --party "Cabinet Durand"
post 2023-02-01 "Encaissement" --debit 512=150 --credit 411=150 --party "A. Martin"
post 2023-03-25 "Affectation du résultat 2022" --debit 120=350 --credit 110=350
post 2023-05-02 "Cotisations" --produit 756=600 --received-on 512
post 2023-07-01 "Salle" --charge 6132=1250,40 --paid-from 512 --piece F-50
post 2023-12-31 "Dotation" --journal OD --debit 68112=300 --credit 2818=300
on 2024-01-20
quietly year add 2024
quietly year close 2023 --yes
post 2024-03-23 "Affectation du résultat 2023" --debit 110=950,40 --credit 129=950,40
post 2024-04-02 "Subvention" --produit 741=1000 --received-on 512 --piece C-1
post 2024-09-01 "Intérêts" --produit 768=0,05 --received-on 512
post 2024-12-31 "Assurance d'avance" --charge 616=400 --paid-from 512 --piece F-61
post 2024-12-31 "Assurance de 2025" --journal OD --debit 486=300 --credit 616=300
on 2025-01-31
quietly year add 2025
quietly year close 2024 --yes
post 2025-01-01 "Extourne de l'assurance" --journal OD --debit 616=300 --credit 486=300
draft 2025-01-30 "Timbres" --charge 626=12,30 --paid-from 512
