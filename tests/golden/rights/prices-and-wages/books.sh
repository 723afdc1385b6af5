# SPDX-License-Identifier: GPL-3.0-or-later
. "$EXAMPLES/../tests/golden/rights.sh"
priced() { # NAME EUROS TONNES: one product, rounded once
    book "$1" 2025
    price "$2" 2025-01-01
    tonnes 2025-01-01 2025-12-31 "$3"
    sales 2025
    shut 2025
}
priced un 0,0035 12345
priced deux 0,529 1250,5
book trois 2025
good_state 0,1 2020-01-01
measured 2024-11-01 0
price 0,45 2025-01-01
gap 2025-01-01 2025-12-31 0,3 100000
sales 2025
shut 2025
price 0,0000001 2025-06-01
echo "wages:"
book salaires 2025
q care capital add H.equipe --name Équipe --people 12
q care action add salaire --capital H.equipe --name "salaire décent" --kind preservation --origin contractee
amount 2025-01-01 2025-12-31 101424 salaire
sales 2025 200000
paid 2025-12-31 84812 641
ACTION=salaire tagged
shut 2025 salaire
