# SPDX-License-Identifier: GPL-3.0-or-later
. "$EXAMPLES/../tests/golden/rights.sh"
book seuils 2025 2026
good_state 3 2025-01-01
measured 2024-11-01 2,4
mandated p1 concerned
signed p1 state/seuil approuve
price 180 2025-01-01
gap 2025-01-01 2025-12-31 0,1 2
gap 2026-01-01 2026-12-31 0,1 2
sales 2025
sales 2026
paid 2025-09-01 2160
tagged
measured 2025-12-15 2,9
export COOP_TODAY=2026-01-10
q care state revise seuil --lower 4 --valid-from 2026-01-01
shut 2025
shut 2026
for y in 2025 2026; do
    coop care biophysique --year $y -O tsv | awk -F'\t' '
        $1 == "label" { for (i = 1; i <= NF; ++i) at[$i] = i }
        /^mo|^matière/ { print $at["good_state"], "[" $at["marks"] "]" }'
done
export COOP_TODAY=2026-06-01
echo "a revision that reaches back:"
q care state revise seuil --lower 5 --valid-from 2025-01-01
coop care dettes --year 2025 -O tsv 2>/dev/null | awk -F'\t' '$1 ~ /^TOTAL/ { print $2, $3, $4; exit }'
