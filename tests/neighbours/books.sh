#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Makes the books that other programs read, in the folder DIR: la-coop (the example), nasty (texts that
# mean something to one of the programs), random (three years, drafts, openings booked and computed).
# Usage: books.sh COOP DIR
set -eu
coop=$(realpath "$1")
dir=$(realpath "$2")
here=$(dirname "$(realpath "$0")")
export LC_ALL=C.UTF-8 COOP_TODAY=2018-04-01
mkdir -p "$dir/bin"
log=$dir/log
trap 'cat "$log" >&2' ERR # what a command says is of interest only when it fails
ln -sf "$coop" "$dir/bin/coop"
export PATH="$dir/bin:$PATH"
"$here/../../examples/la-coop-des-communs/build.sh" "$dir/la-coop.coop"

export COOP_FILE="$dir/nasty.coop"
{
    coop init "$COOP_FILE" --name 'L’"asso" \ [2016]; date:2001-01-01' --year 2016
    coop year add 2017
    coop project add a.b-c_1 --label 'Projet, « x »: y'
    coop account rename 606 --label 'Achats; non  stockés: (x) [y] = *z* "q" \ 🎉'
    coop account add 5125 --label "$(printf 'Banque %.0s' $(seq 20))"
    coop account add 512A --label '=@(Compte A)'
    coop account add 758X --label '; : ()'
} >"$log" 2>&1
texts=(
    '; comment?' '* starred' '! pending' '(code) then text' '()' ')' '[2016-05-05] date' 'date:2001-01-01'
    'a | b | c' 'x  two   blanks' $'nbsp\u00a0\u00a0thin\u2009\u202f ideographic\u3000\u3000end' '"quotes" and \back\slash\' "'=1+1" '=1+1' '@x -y +z'
    'é à ç œ Ω 漢字' '🎉👩‍👩‍👧' 'comma, then date:2002-02-02' 'tag:: 3 :x:' '= 5 EUR @ 3' '{"json": 1}' '%(date)'
    '#tag ^link' '2016/03/03' 'a;b' ';' '|' "$(printf 'long %.0s' $(seq 199))" "$(printf '漢%.0s' $(seq 1000))"
)
i=0
for text in "${texts[@]}"; do
    i=$((i + 1))
    quoted=${text//\\/\\\\}
    quoted=${quoted//\"/\\\"}
    for year in 2016 2017; do
        printf '{"date":"%d-%02d-%02d","label":"%s","piece":"%s","party":"%s","ref":"%s%s","lines":[' \
            $year $((i % 12 + 1)) $((i % 28 + 1)) "$quoted" "$quoted" "$quoted" "$year" "${quoted:0:90}"
        printf '{"account":"606","debit":"%d.%02d","project":"a.b-c_1","label":"l %s"},' $i $i "${quoted:0:800}"
        printf '{"account":"401","credit":"%d.%02d"}]}\n' $i $i
        printf '{"date":"%d-%02d-03","label":"%s","lines":[{"account":"512A","debit":"1000000%d.1"},' \
            $year $((i % 12 + 1)) "$quoted" $i
        printf '{"account":"758X","credit":"1000000%d"},{"account":"5125","credit":"0.10"}]}\n' $i
    done
done >"$dir/nasty.ndjson"
{
    coop ledger add <"$dir/nasty.ndjson"
    coop ledger post --to 2016-12-31
} >"$log" 2>&1

export COOP_FILE="$dir/random.coop"
{
    coop init "$COOP_FILE" --name Hasard --year 2015
    for year in 2016 2017 2018; do coop year add $year; done
    coop project add jardin
    # The same generator everywhere: a seed, and nothing of awk's own.
    awk 'BEGIN {
        seed = 20250314
        split("601 606 613 6064 6132 641 65", charges); split("706 7061 741 756 758 768", produits)
        split("512 530 5121 401 411 4411 2183 164", others)
        for (n = 1; n <= 400; ++n) {
            year = 2015 + int(4 * draw())
            if (year == 2017 && draw() < 0.5) continue
            date = sprintf("%d-%02d-%02d", year, 1 + int(12 * draw()), 1 + int(28 * draw()))
            printf "{\"date\":\"%s\",\"label\":\"Ecriture %d\",\"piece\":\"P%d\",", date, n, n
            project = draw() < 0.3 ? ",\"project\":\"jardin\"" : ""
            if (draw() < 0.1) {
                value = amount()
                printf "\"lines\":[{\"account\":\"864\",\"debit\":\"%s\"},{\"account\":\"875\",\"credit\":\"%s\"}]}\n", value, value
                continue
            }
            printf "\"party\":\"Tiers %d\",\"lines\":[", int(9 * draw())
            total = 0
            parts = 1 + int(3 * draw())
            spent = draw() < 0.5
            for (k = 0; k < parts; ++k) {
                value = int(100000 * draw()) + 1
                total += value
                account = spent ? pick(charges) : pick(produits)
                printf "{\"account\":\"%s\",\"%s\":\"%s\"%s},", account, spent ? "debit" : "credit", euros(value), project
            }
            printf "{\"account\":\"%s\",\"%s\":\"%s\"}]}\n", pick(others), spent ? "credit" : "debit", euros(total)
        }
    }
    function draw() { seed = (seed * 16807) % 2147483647; return seed / 2147483647 }
    function pick(list,   size, k) { size = 0; for (k in list) ++size; return list[1 + int(size * draw())] }
    function euros(cents) { return sprintf("%d.%02d", int(cents / 100), cents % 100) }
    function amount() { return euros(int(100000 * draw()) + 1) }' >"$dir/random.ndjson"
    # The first opening, as a book taken over from elsewhere has one.
    echo '{"date":"2015-01-01","journal":"AN","label":"Reprise","lines":[{"account":"512","debit":"5000.00"},
        {"account":"411","debit":"120.50","party":"Tiers 1"},{"account":"110","credit":"5120.50"}]}' | tr -d '\n' | coop ledger add
    coop account add 7061 --label Ateliers
    coop ledger add <"$dir/random.ndjson"
    coop ledger post --to 2017-06-30
} >"$log" 2>&1
