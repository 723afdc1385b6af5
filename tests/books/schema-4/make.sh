# SPDX-License-Identifier: GPL-3.0-or-later
# A book of the fourth schema, before names had keys and pieces a date: written by the program as it was before migration
# 0005. Two closed years, one locked and one open; third parties under several spellings, of which two have one code in a
# FEC; an account and a journal of the book, renamed; an opening taken over, one written by a close; a reversal, drafts.
on 2023-01-04
quietly init book.coop --name "Les Amis du Jardin" --siren 732829320 --year 2023
quietly account add 60641 --label "Terreau"
quietly journal add NF --label "Notes de frais"
quietly party add "Durand" --kind fournisseur --note "rue du Puits"
post 2023-01-01 "Reprise" --journal AN --debit 512=500 --credit 110=500
post 2023-03-05 "Terreau" --charge 60641=80,50 --credit 401=80,50 --party "Durand" --piece F-1
post 2023-04-05 "Honoraires" --charge 6226=300 --credit 401=300 --party "Cabinet Brindille" --piece F-2 --journal NF
post 2023-05-01 "Cotisation" --debit 411=20 --credit 756=20 --party "Éléonore Petit"
post 2023-12-20 "Terreau, doublon" --charge 60641=80,50 --credit 401=80,50 --party "DURAND" --piece F-1
quietly ledger reverse 5 --reason "doublon" --date 2023-12-31
quietly ledger post 6
on 2024-02-01
quietly year add 2024
quietly year close 2023 --yes
quietly account rename 512 --label "Compte courant"
post 2024-03-01 "Règlement de F-2" --debit 401=300 --paid-from 512 --party "CABINET  BRINDILLE"
post 2024-03-02 "Cotisation" --debit 512=20 --credit 411=20 --party "$(printf 'E\314\201le\314\201onore Petit')"
on 2025-02-01
quietly year add 2025
quietly year close 2024 --yes
post 2025-03-01 "Règlement de F-1" --debit 401=80,50 --paid-from 512 --party "durand"
on 2026-01-15
quietly year add 2026
quietly year lock 2025 --yes
draft 2026-01-20 "Cotisation" --debit 411=25 --credit 756=25 --party "Éléonore Petit" --ref c-1
