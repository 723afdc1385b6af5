#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# hledger, ledger or beancount reads what `coop export` writes for it, and computes the same balances,
# income statement and register as `coop report`, to the cent: year by year from the file of that
# year, and from the file of the whole book.
# Usage: run.sh PROGRAM COOP      77: the program is not installed (COOP_TEST_NEIGHBOURS=1: a failure)
set -eu
program=$1
coop=$(realpath "$2")
here=$(dirname "$(realpath "$0")")
export LC_ALL=C.UTF-8
needed=$program
[ "$program" = beancount ] && needed=bean-check
if ! command -v "$needed" >/dev/null; then
    echo "skipped: $program is not installed (apt-get install $program)"
    [ "${COOP_TEST_NEIGHBOURS-}" = 1 ] && exit 1
    exit 77
fi
work=$(mktemp -d "${TMPDIR:-/tmp}/coop-neighbours.XXXXXX")
trap 'rm -rf "$work"' EXIT
"$here/books.sh" "$coop" "$work"
failed=0

# Every command below writes lines of `account<TAB>cents`, without zeros.
cents() { in_order | sort; }
in_order() {
    awk -F'\t' '{ sign = $2 ~ /^-/ ? "-" : ""; gsub(/[-+ ]/, "", $2)
        n = split($2, part, "."); part[2] = substr(part[2] "00", 1, 2)
        cents = part[1] part[2]; sub(/^0+/, "", cents)
        if (cents != "") print $1 "\t" sign cents }'
}
# The code of an account: what follows its last colon, up to a blank or a hyphen.
codes() { sed -E 's/^[^\t]*:([0-9][0-9A-Z]*)[^\t]*\t/\1\t/'; }
no_turn() { grep -Ev '^Cl[^\t]*exercices|^Fonds-Propres:Cloture' || true; }

# Notes on stderr are not of interest: they say that there are drafts.
report() { "$coop" report "$@" 2>>"$work/notes"; }

# An expression over the columns of a CSV, row by row.
columns() {
    sqlite3 -csv :memory: ".import '|cat' t" "$1" <"$2" | sed 's/^"\(.*\)"$/\1/'
}

# By the Python that beancount is installed for.
figures() { "$(sed -n '1s/^#! *//p' "$(command -v bean-check)")" "$here/beancount_figures.py" "$@"; }

# Balances by a program. Arguments: file, first day or -, day after the last or -, project or nothing.
balances() {
    local from=() tag=()
    case $program in
        hledger)
            [ "$2" = - ] || from+=(-b "$2")
            [ "$3" = - ] || from+=(-e "$3")
            [ -z "${4-}" ] || tag=("tag:projet=^$4\$")
            hledger -f "$1" balance --flat -N -O csv "${from[@]}" "${tag[@]}" | tail -n +2 | sed -E 's/^"(.*)","(.*)"$/\1\t\2/; s/ EUR$//' ;;
        ledger)
            [ "$2" = - ] || from+=(-b "$2")
            [ "$3" = - ] || from+=(-e "$3")
            [ -z "${4-}" ] || tag=("%projet=/^$4\$/")
            ledger -f "$1" balance --flat --no-total "${from[@]}" "${tag[@]}" --format '%(account)\t%(quantity(scrub(display_total)))\n' ;;
        beancount)
            figures balances "$1" "$2" "$3" "${4:--}" ;;
    esac | no_turn | codes | cents
}

# Produits and charges of a file as the program's own statement or roots tell them.
incomes() {
    case $program in
        hledger)
            hledger -f "$1" incomestatement -b "$2" -e "$3" --flat -O csv >"$work/statement"
            if grep -q 'volontaires\|Cl.ture' "$work/statement"; then echo "class 8 in the statement"; fi
            awk -F'","' '/^"[Tt]otal:?"/ { print (++n == 1 ? "produits" : "charges") "\t" $2 }' "$work/statement" |
                sed 's/"$//; s/ EUR$//; s/\t0$/\t0.00/' ;;
        ledger)
            for root in Produits Charges; do
                ledger -f "$1" balance "^$root:" -b "$2" -e "$3" --flat --no-total \
                    --format '%(quantity(scrub(display_total)))\n' |
                    awk -v root="${root,,}" '{ sum += sprintf("%.0f", $1 * (root == "produits" ? -100 : 100)) }
                        END { printf "%s\t%.2f\n", root, sum / 100 }'
            done ;;
        beancount)
            figures incomes "$1" "$2" "$3" ;;
    esac | cents
}

# One line per posting of account $4, in the program's order, but for what a year opens with: date and amount.
register() {
    case $program in
        hledger) hledger -f "$1" register ":$4 " 'not:desc:^(À-nouveaux|Reprise)' -b "$2" -e "$3" -O csv >"$work/register"
            columns "SELECT date || char(9) || replace(amount, ' EUR', '') FROM t" "$work/register" ;;
        ledger) ledger -f "$1" register "/:$4 /" and not '@/^À-nouveaux|^Reprise/' -b "$2" -e "$3" --date-format %Y-%m-%d \
            --format '%(date)\t%(quantity(scrub(display_amount)))\n' ;;
        beancount) figures register "$1" "$2" "$3" "$4" ;;
    esac | in_order
}

same() {
    if ! diff -u --label coop --label "$program" "$work/coop.txt" "$work/theirs.txt" >"$work/diff"; then
        echo "DIFFERENT: $1"
        head -30 "$work/diff"
        failed=1
    fi
    compared=$((compared + $(wc -l <"$work/coop.txt")))
}

check_file() {
    case $program in
        hledger) hledger -f "$1" check --strict ;;
        ledger) ledger -f "$1" --strict --explicit balance 2>&1 >/dev/null | { ! grep .; } ;;
        beancount) bean-check "$1" ;;
    esac || { echo "REFUSED: $1"; failed=1; }
}

for book in la-coop nasty random; do
    export COOP_FILE="$work/$book.coop" COOP_TODAY=2018-04-01 COOP_CSV=intl
    compared=0 accounts=512
    case $book in
        la-coop) project=cerisy ;;
        nasty) project=a.b-c_1 accounts="401 512A" ;;
        random) project=jardin ;;
    esac
    [ $book = random ] && sorts=("" --posted) || sorts=("")
    for posted in "${sorts[@]}"; do
        whole="$work/$book$posted.$program"
        "$coop" export "$program" $posted >"$whole"
        check_file "$whole"
        "$coop" year list -O csv >"$work/years"
        for year in $(columns 'SELECT year FROM t' "$work/years"); do
            next=$((year + 1))
            report balance --year "$year" $posted -O csv >"$work/balance"
            columns "SELECT account || char(9) || CASE WHEN closing_debit = '' THEN '-' || closing_credit ELSE closing_debit END
                FROM t WHERE account <> ''" "$work/balance" | grep -v -- '-$' | cents >"$work/closing" || true

            one="$work/$book-$year$posted.$program"
            "$coop" export "$program" --year "$year" $posted >"$one"
            check_file "$one"
            cp "$work/closing" "$work/coop.txt"
            balances "$one" - - >"$work/theirs.txt"
            same "$book $year $posted: balances of the file of the year"

            { balances "$whole" - "$next-01-01" | grep '^[1-5]' || true
              balances "$whole" "$year-01-01" "$next-01-01" | grep '^[6-8]' || true; } | sort >"$work/theirs.txt"
            same "$book $year $posted: balances of the file of the whole book"

            report resultat --year "$year" $posted -O ndjson >"$work/resultat"
            sed -nE 's/.*"key": "(produits|charges)\.total".*"n": \{"cents": (-?[0-9]+).*/\1\t\2/p' "$work/resultat" |
                { grep -v '\s0$' || true; } | sort >"$work/coop.txt"
            for file in "$one" "$whole"; do
                incomes "$file" "$year-01-01" "$next-01-01" >"$work/theirs.txt"
                same "$book $year $posted: income statement of $(basename "$file")"
            done

            for account in $accounts; do
                report grand-livre --account "$account" --year "$year" $posted -O csv >"$work/grand-livre"
                columns "SELECT date || char(9) || CASE WHEN debit = '' THEN '-' || credit ELSE debit END
                    FROM t WHERE account = '$account' AND date <> '' AND journal <> 'AN'" "$work/grand-livre" | in_order >"$work/coop.txt"
                register "$whole" "$year-01-01" "$next-01-01" "$account" >"$work/theirs.txt"
                same "$book $year $posted: register of account $account"
            done

            report journal --year "$year" $posted -O csv >"$work/journal"
            columns "SELECT account || char(9) || printf('%.2f', sum(CAST(debit AS REAL)) - sum(CAST(credit AS REAL)))
                FROM t WHERE project = '$project' GROUP BY account" "$work/journal" | cents >"$work/coop.txt"
            balances "$whole" "$year-01-01" "$next-01-01" "$project" >"$work/theirs.txt"
            same "$book $year $posted: project $project"
        done
    done
    echo "$book: $compared figures of $program compared with coop"
done
exit $failed
