# SPDX-License-Identifier: GPL-3.0-or-later
. "$EXAMPLES/../tests/golden/rights.sh"
years() { # NAME: 1 000,00 due in 2025 and in 2026
    echo "$1:"
    book "${1//[^a-z0-9]/-}" 2025 2026
    amount 2025-01-01 2025-12-31 1000
    amount 2026-01-01 2026-12-31 1000
    sales 2025
    sales 2026
}
years "paid in advance"
paid 2025-10-01 1200 622; tagged
post 2025-12-31 --credit 622=897,53 --debit 486=897,53; tagged
post 2026-01-01 --debit 622=897,53 --credit 486=897,53; tagged
shut 2025; shut 2026
billed() { # NAME EUROS: 840,00 accrued, billed for more or less
    years "$1"
    post 2025-12-31 --debit 622=840 --credit 408=840; tagged
    post 2026-01-01 --credit 622=840 --debit 408=840; tagged
    paid 2026-02-10 "$2" 622; tagged
    shut 2025; shut 2026
}
billed "billed for more" 860
billed "billed for less" 820
years "a credit note in the next year"
paid 2025-10-01 600 622; tagged
post 2026-02-10 --credit 622=200 --debit 401=200; tagged
shut 2025; shut 2026
years "an entry reversed in the next year"
paid 2025-10-01 600 622; tagged
q ledger reverse $entry --reason erreur --date 2026-01-15; q ledger post $((entry + 1))
shut 2025; shut 2026
