# SPDX-License-Identifier: GPL-3.0-or-later
. "$EXAMPLES/../tests/golden/rights.sh"
soil() { # NAME: 3,0 wanted, 2,4 measured; 0,02 a t/ha, half a hectare, 60,00
    echo "$1:"
    book "${1//[^a-z0-9]/-}" 2025 2027
    good_state 3 2020-01-01
    measured 2024-11-01 2,4
    price 60 2025-01-01
    for y in 2025 2026 2027; do gap $y-01-01 $y-12-31 0,02 0,5; done
    sales 2025
}
soil "worked on"
paid 2025-06-01 540; tagged
measured 2025-12-01 2,6
shut 2025; shut 2026
soil "never worked on"
shut 2025; shut 2026; shut 2027
soil "better by itself"
paid 2025-06-01 540; tagged
measured 2025-12-01 2,8
shut 2025; shut 2026
warned
echo "four years, then a higher threshold:"
book four 2023 2026
good_state 3 2020-01-01
measured 2022-11-01 2,4
price 180 2023-01-01
gap 2023-01-01 2026-12-31 0,1 2
q care state revise seuil --lower 4 --valid-from 2025-01-01
measured 2024-12-01 2,6
gap 2025-01-01 2026-12-31 0,1 2
for y in 2023 2024 2025 2026; do sales $y; done
for y in 2023 2024; do paid $y-06-01 540; tagged; done
shut 2023; shut 2024; shut 2025; shut 2026
