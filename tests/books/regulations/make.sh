# SPDX-License-Identifier: GPL-3.0-or-later
# An association through its three regulations, with a year of sixteen months: accounts that one has and another has not.
on 2018-01-04
quietly init book.coop --name "Les Amis du Jardin" --siren 732829320 --year 2018
quietly year add 2019
quietly year add 2020
quietly year add 2021-01-01..2022-04-30
quietly year add 2022-05-01..2023-04-30
quietly year add 2023-05-01..2024-04-30
quietly year add 2024-05-01..2025-04-30
quietly year add 2025-05-01..2026-04-30
post 2018-01-01 "Reprise" --journal AN --debit 512=5000 --credit 1021=5000
post 2018-05-02 "Cotisations" --produit 756=100 --received-on 512
post 2018-12-31 "Subvention non employée" --journal OD --debit 6894=40 --credit 194=40
post 2019-05-02 "Subvention" --produit 74=300 --received-on 512
post 2019-06-02 "Emploi de la subvention" --journal OD --debit 194=40 --credit 7894=40
post 2020-05-02 "Don" --produit 7541=80 --received-on 512
post 2021-12-31 "Subvention" --produit 741=60 --received-on 512
post 2022-04-30 "Salle" --charge 6132=45 --paid-from 512
post 2023-01-15 "Vente d'un outil" --produit 775=20 --received-on 512
post 2024-02-02 "Amende" --charge 6712=45 --paid-from 512
post 2024-06-01 "Transfert de charges" --produit 791=12 --received-on 512
post 2025-06-01 "Vente d'un outil" --produit 757=30 --received-on 512
