# SPDX-License-Identifier: GPL-3.0-or-later
. "$EXAMPLES/../tests/golden/rights.sh"
paper attestation.pdf
paper feuille.pdf
hedge() { # NAME BUDGET: an action « haie », in metres
    echo "$1:"
    book "${1//[^a-z0-9]/-}" 2025
    q care action add haie --capital N.sol --name Haie --kind preservation --origin contractee --unit m
    amount 2025-01-01 2025-12-31 "$2" haie
    sales 2025
}
work() {
    done_ ecole haie 2025-11-20 --amount 200 --quantity 30 --unit m --basis in_kind --funding third --evidence-file attestation.pdf
    done_ samedi haie 2025-11-22 --amount 150 --quantity 20 --unit m --hours 10 --basis in_kind --funding volunteer --evidence-file feuille.pdf
}
hedge "unit cost and rate" 500
price 5 2025-01-01 haie m
q inkind rate set usuel --from 2025-01-01 --hourly 12 --source grille
work; shut 2025 haie
hedge "neither" 500
work; shut 2025 haie
declared() { # NAME OPTIONS…: 50 000,00 declared in a year of 100,00 of charges
    hedge "$1" 50000
    shift
    done_ annonce haie 2025-03-10 --amount 50000 "$@"
    paid 2025-01-06 100
}
declared "own, no line" --basis charge --funding own --evidence-file feuille.pdf; shut 2025 haie
declared "grant, no line" --basis charge --funding grant --evidence-file feuille.pdf; shut 2025 haie
declared "own, 60,00 of a line" --basis charge --funding own --evidence-file feuille.pdf
ACTION=haie tagged --amount 60; shut 2025 haie
declared "in kind, own" --basis in_kind --funding own; shut 2025 haie
declared "volunteers, a name typed" --basis in_kind --funding volunteer --evidence feuille.pdf; shut 2025 haie
declared "a third party, a name typed" --basis in_kind --funding third --evidence attestation.pdf; shut 2025 haie
