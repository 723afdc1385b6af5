# SPDX-License-Identifier: GPL-3.0-or-later
. "$EXAMPLES/../tests/golden/rights.sh"
soil() { # NAME EUROS: 600,00 owed from before, 900,00 due, 700,00 done, legal result 1 000,00
    echo "$1:"
    book "${1//[^a-z0-9]/-}" 2025 2026
    q care opening add --action compost --date 2024-12-31 --amount 600 --source bilan
    amount 2025-01-01 2025-12-31 900
    sales 2025 1700
    paid 2025-06-01 700
    tagged
    mandated p1 concerned
    mandated p2 concerned
    mandated expert expert
    mandated direction management
    export COOP_TODAY=2025-12-15
    q care remission add oubli --action compost --date 2025-12-01 --amount "$2" --source demande
}
asked() { # what is a memo, and what stands before remissions
    coop care resultat --year 2025 | sed 's/\xc2\xa0/ /g' | grep -iE "demandées|avant remises" | tr -s ' ' | sort -u
}
soil "unsigned" 800; shut 2025
asked
soil "management" 800; signed direction remission/oubli approuve; shut 2025
soil "expert alone" 800; signed expert remission/oubli approuve; shut 2025
soil "no expert" 800; signed p1 remission/oubli approuve; shut 2025
soil "contested" 800; for p in p1 expert; do signed $p remission/oubli approuve; done; signed p2 remission/oubli refuse; shut 2025
soil "signed" 800; for p in p1 expert; do signed $p remission/oubli approuve; done; shut 2025; asked
soil "a cent more" 800,01; for p in p1 expert; do signed $p remission/oubli approuve; done; shut 2025
soil "signed after the year" 800; for p in p1 expert; do signed $p remission/oubli approuve 2026-02-10; done; shut 2025; shut 2026
soil "changed after it was signed" 800; for p in p1 expert; do signed $p remission/oubli approuve; done
q care remission revise oubli --amount 790; shut 2025
