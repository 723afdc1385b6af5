# SPDX-License-Identifier: GPL-3.0-or-later
. "$EXAMPLES/../tests/golden/rights.sh"
paper bon.pdf
year() { # NAME TONNES EUROS: 15 t at 60,00 are due
    echo "$1:"
    book "${1//[^a-z0-9]/-}" 2025
    price 60 2025-01-01
    tonnes 2025-01-01 2025-12-31 15
    sales 2025
    done_ epandage compost 2025-03-10 --quantity "$2" --unit t --funding own --evidence-file bon.pdf
    paid 2025-03-10 "$3"
    tagged
    mandated p1 concerned
    mandated expert expert
    export COOP_TODAY=2025-12-20
}
revised() { q care revision add devis --action compost --date 2025-12-20 --amount "$1" --source "nouveau devis"; } # EUROS
year "all the work, for less" 15 750; shut 2025
year "revised, unsigned" 15 750; revised -150; shut 2025
year "revised, signed" 15 750; revised -150; for p in p1 expert; do signed $p revision/devis approuve; done; shut 2025
year "less work, for more" 12 960; shut 2025
coop care dettes --year 2025 | sed 's/\xc2\xa0/ /g' | grep -oE "3 t dues, non faites|^TOTAL \(≥\).*" | head -n1
coop care dettes --year 2025 | sed 's/\xc2\xa0/ /g' | grep -oE "3 t dues, non faites" | head -n1
year "revised upwards, unsigned" 12 960; revised 180; shut 2025
