# SPDX-License-Identifier: GPL-3.0-or-later
. "$EXAMPLES/../tests/golden/rights.sh"
ceased() { q care capital cease N.sol --date "$1"; } # last day of use
bilan() { # YEAR: gross use, its amortisation, what is not due yet
    coop care bilan --year "$1" -O tsv | awk -F'\t' '
        /^Sol/ && NF >= 5 { gross += $2; deduction += $3 }
        /^Sol.*non échu/ { left += $2 }
        END { printf "%s: C2 %.2f, C28 %.2f, C1 %.2f\n", "'"$1"'", gross, deduction, left }'
}
four() { # NAME: 2 160,00 over four years, 540,00 and 300,00 done
    echo "$1:"
    book "${1//[^a-z0-9]/-}" 2023 2025
    good_state 3 2020-01-01
    measured 2022-11-01 2,4
    price 180 2023-01-01
    for y in 2023 2024 2025; do sales $y; done
    paid 2023-06-01 540; tagged
    paid 2024-06-01 300; tagged
}
four "by amount"
amount 2023-01-01 2026-12-31 2160; ceased 2024-12-31
shut 2023; shut 2024; bilan 2024; shut 2025; bilan 2025
four "by gap"
gap 2023-01-01 2026-12-31 0,1 2; ceased 2024-12-31
shut 2023; shut 2024; bilan 2024; shut 2025
four "by gap, 2,9 in the end"
gap 2023-01-01 2026-12-31 0,1 2; measured 2024-12-01 2,9; ceased 2024-12-31
shut 2023; shut 2024; bilan 2024
annual() { # LAST-DAY: 1 200,00 for 2025, 500,00 done
    echo "the year until $1:"
    book "annee-$1" 2025 2026
    amount 2025-01-01 2025-12-31 1200
    sales 2025
    paid 2025-02-01 500; tagged
    ceased "$1"
    shut 2025; bilan 2025; shut 2026
}
annual 2025-06-30
annual 2025-07-15
echo "three years, in the middle of the second:"
book digue 2023 2025
amount 2023-01-01 2025-12-31 3000
for y in 2023 2024 2025; do sales $y 2000; done
ceased 2024-06-30
shut 2023; shut 2024; bilan 2024; shut 2025; bilan 2025
