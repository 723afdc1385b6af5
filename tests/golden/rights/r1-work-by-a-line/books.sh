# SPDX-License-Identifier: GPL-3.0-or-later
. "$EXAMPLES/../tests/golden/rights.sh"
paper bon.pdf
year() { # NAME: book K, 15 t at 60,00
    echo "$1:"
    book "${1//[^a-z0-9]/-}" 2025
    price 60 2025-01-01
    tonnes 2025-01-01 2025-12-31 15
    sales 2025
}
delivered() { done_ "livraison-$1" compost "$2" --quantity "$1" --unit t --funding own --evidence-file bon.pdf; } # TONNES DAY
year "realisation alone"
delivered 4 2025-03-10; paid 2025-03-10 240; shut 2025; outside 2025
year "tag alone"
paid 2025-03-10 240; tagged; shut 2025; outside 2025
year "both"
delivered 4 2025-03-10; paid 2025-03-10 240; tagged; shut 2025; outside 2025
year "two deliveries, one invoice"
delivered 4 2025-03-10; delivered 6 2025-03-20; paid 2025-04-10 600; tagged; shut 2025; outside 2025
year "one delivery, two invoices"
delivered 10 2025-03-10; paid 2025-04-10 600; tagged; paid 2025-04-11 100; tagged; shut 2025; outside 2025
year "a stock that rose"
paid 2025-03-10 900 601; tagged; post 2025-12-31 --debit 31=200 --credit 6031=200; shut 2025; outside 2025
