# SPDX-License-Identifier: GPL-3.0-or-later
# A company under the general chart: capital, stock, a loan, a sale on credit, a closed year.
on 2025-01-04
quietly init book.coop --name "La Coopérative" --chart general --year 2025
quietly year add 2026
post 2025-01-02 "Capital" --debit 512=8000 --credit 1013=8000
post 2025-01-03 "Emprunt" --debit 512=5000 --credit 164=5000
post 2025-02-01 "Matériel" --debit 2154=3000 --credit 512=3000 --piece F-1
post 2025-03-01 "Vente" --debit 411=1200 --credit 701=1000 --credit 44571=200 --party "Mairie" --piece V-1
post 2025-04-01 "Matières" --debit 601=400 --debit 44566=80 --credit 401=480 --party "Durand" --piece F-2
post 2025-12-31 "Stock final" --journal OD --debit 31=50 --credit 6031=50
post 2025-12-31 "Dotation" --journal OD --debit 68112=600 --credit 2815=600
on 2026-02-01
quietly year close 2025 --yes
post 2026-03-01 "Encaissement" --debit 512=1200 --credit 411=1200 --party "Mairie"
