#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Whether every program that is installed finds what the generator added up: agree.sh FOLDER COOP
# [BOOK…]. FOLDER holds expect.tsv, books.fec, books.journal and books.beancount.
#
# Accounts are compared without the zeros that fill them up: 512100 is 5121.
set -eu
cd "$1"
coop=$2
shift 2
export LC_ALL=C.UTF-8 BEANCOUNT_DISABLE_LOAD_CACHE=1
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
status=0

# compare NAME EXPECTED: standard input holds what NAME found.
compare() {
    sort >"$work/found"
    if cmp -s "$2" "$work/found"; then
        echo "$1: agrees ($(wc -l <"$2") figures)"
    else
        echo "$1: differs:"
        diff "$2" "$work/found" | head -10
        status=1
    fi
}

strip() { awk -F'\t' -v OFS='\t' '{ sub(/0+$/, "", $1); print }'; }

strip <expect.tsv | sort >"$work/sums"
# Net of each account over all years, in cents; nil accounts left out.
awk -F'\t' -v OFS='\t' '{ n[$1] += $3 - $4 } END { for (a in n) if (n[a] != 0) printf "%s\t%d\n", a, n[a] }' \
    "$work/sums" | sort >"$work/nets"

tr -d '\r' <books.fec | awk -F'\t' -v OFS='\t' 'NR > 1 {
        sub(",", "", $12); sub(",", "", $13)
        key = $5 "\t" substr($4, 1, 4); d[key] += $12; c[key] += $13
    } END { for (key in d) printf "%s\t%d\t%d\n", key, d[key], c[key] }' | strip |
    compare "books.fec" "$work/sums"

for book in "$@"; do
    for year in $("$coop" -f "$book" year list -O tsv | tail -n +2 | cut -f1); do
        "$coop" -f "$book" report balance --year "$year" -O tsv | awk -F'\t' -v year="$year" '
            NR == 1 { for (i = 1; i <= NF; ++i) at[$i] = i; next }
            $at["account"] ~ /^[0-9]+$/ {
                d = $at["debit"]; c = $at["credit"]; sub(/[.,]/, "", d); sub(/[.,]/, "", c)
                if (d + c != 0) printf "%s\t%s\t%d\t%d\n", $at["account"], year, d, c
            }'
    done | strip | compare "coop, $(basename "$book")" "$work/sums"
done

# nets: `ACCOUNT<blanks>AMOUNT EUR` of any program to account and cents.
nets() {
    awk '{
        if (match($0, /:[0-9][0-9][0-9][0-9][0-9][0-9]/) == 0) next
        account = substr($0, RSTART + 1, 6); rest = $0
        if (match(rest, /-?[0-9]+\.[0-9][0-9]? *EUR/) == 0) next
        amount = substr(rest, RSTART, RLENGTH); sub(/ *EUR/, "", amount)
        split(amount, part, "."); while (length(part[2]) < 2) part[2] = part[2] "0"
        cents = part[1] part[2]
        if (cents + 0 != 0) printf "%s\t%d\n", account, cents
    }' | strip
}
if [ -e books.journal ] && command -v ledger >/dev/null 2>&1; then
    ledger --args-only -f books.journal bal --flat --no-total | nets | compare ledger "$work/nets"
fi
if [ -e books.journal ] && command -v hledger >/dev/null 2>&1; then
    hledger -f books.journal bal --flat -N | nets | compare hledger "$work/nets"
fi
if [ -e books.beancount ] && command -v bean-query >/dev/null 2>&1; then
    bean-query books.beancount "SELECT account, sum(position) GROUP BY account" | nets |
        compare beancount "$work/nets"
fi
exit $status
