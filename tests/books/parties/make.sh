# SPDX-License-Identifier: GPL-3.0-or-later
# One third party under several spellings: capitals, a composed and a decomposed é, two spaces, a space at the end, an
# apostrophe. What 401 owes to Durand is on two cards.
on 2024-02-01
quietly init book.coop --name "Les Amis du Jardin" --siren 732829320 --year 2024
quietly year add 2025
quietly party add "Durand" --kind fournisseur
post 2024-01-01 "Reprise des soldes" --journal AN --debit 512=1000 --credit 110=1000
post 2024-03-05 "Facture" --charge 6063=100 --credit 401=100 --party "Durand" --piece F-1
post 2024-03-20 "Règlement de F-1" --debit 401=100 --paid-from 512 --party "DURAND"
post 2024-04-05 "Facture" --charge 6063=60 --credit 401=60 --party "durand " --piece F-2
post 2024-05-01 "Cotisation" --debit 411=20 --credit 756=20 --party "Éléonore Petit"
post 2024-05-02 "Cotisation" --debit 512=20 --credit 411=20 --party "$(printf 'E\314\201le\314\201onore Petit')"
post 2024-05-03 "Don" --debit 411=15 --credit 754=15 --party "Éléonore  Petit"
post 2024-05-04 "Salle" --charge 6132=40 --credit 401=40 --party "L'Atelier"
post 2024-05-05 "Règlement de la salle" --debit 401=40 --paid-from 512 --party "L’Atelier"
post 2025-02-01 "Règlement de F-2" --debit 401=60 --paid-from 512 --party "Durand"
