# SPDX-License-Identifier: GPL-3.0-or-later
# What the cases of tests/golden/rights share: one capital N.sol with a good state, one action
# « compost » in tonnes, produits of 5 000,00; and one line of figures for each year that is closed.
set -u
q() { # a command whose answer is of no interest; said when it fails
    coop "$@" >/dev/null 2>refusal.txt </dev/null || { echo "exit $?: coop $*"; head -n1 refusal.txt; }
}
book() { # NAME FIRST-YEAR [LAST-YEAR]: a book of its own
    export COOP_FILE="$1.coop" COOP_TODAY="$2-01-01"
    entry=0
    q init "$COOP_FILE" --name Essai --year "$2"
    for ((y = $2 + 1; y <= ${3:-$2}; ++y)); do q year add $y; done
    q care capital add N.sol --name Sol
    q care action add compost --capital N.sol --name Compost --kind preservation --origin contractee --unit t
}
good_state() { # THRESHOLD SINCE
    q care indicator add mo --capital N.sol --name "matière organique" --unit % --direction min
    q care state add seuil --indicator mo --lower "$1" --mode arretee --source avis --valid-from "$2"
}
measured() { q care measurement add --indicator mo --date "$1" --value "$2" --grade mesure; } # DAY VALUE
price() { q care cost add --action "${3:-compost}" --amount "$1" --unit "${4:-t}" --valid-from "$2" --source devis; } # EUROS SINCE [ACTION UNIT]
amount() { q care budget add --action "${4:-compost}" --start "$1" --end "$2" --amount "$3" --source devis; } # FIRST LAST EUROS [ACTION]
tonnes() { q care budget add --action compost --start "$1" --end "$2" --quantity "$3" --unit t; } # FIRST LAST TONNES
gap() { q care budget add --action compost --start "$1" --end "$2" --indicator mo --step "$3" --extent "$4"; } # FIRST LAST STEP EXTENT
post() { # DAY WHAT… (--debit, --credit): entry N, in $entry
    local day=$1
    shift
    q ledger add --post --date "$day" --journal OD --label essai --piece P$((++entry)) "$@"
}
sales() { post "$1-01-02" --debit 512="${2:-5000}" --credit 706="${2:-5000}"; } # YEAR [EUROS]
paid() { post "$1" --debit "${3:-606}=$2" --credit "512=$2"; } # DAY EUROS [ACCOUNT]
tagged() { q care tag "$entry:1" --action "${ACTION:-compost}" "$@"; } # the last entry, first line
done_() { # NAME ACTION DAY OPTIONS…
    local name=$1 action=$2 day=$3
    shift 3
    q care realisation add "$name" --action "$action" --date "$day" "$@"
}
paper() { echo "papier $1" >"$1"; }
shut() { # YEAR [ACTION]: due, work that counts, surplus, debt of the action; CARE result
    q year lock "$1"
    COOP_TODAY=$(($1 + 1))-03-10 coop care close --year "$1" -O tsv >close.tsv 2>refusal.txt </dev/null || {
        echo "$1: close refused"
        head -n1 refusal.txt | sed 's/\xc2\xa0/ /g; s/\xe2\x80\xaf/ /g'
        return
    }
    awk -F'\t' -v year="$1" -v action="${2:-compost}" '
        $1 == "care_result" { result = $2 }
        $2 == "care_action" { for (i = 1; i <= NF; ++i) at[$i] = i }
        $2 == action && !found++ { due = $at["care_due"]; repaid = $at["care_repaid"]; surplus = $at["care_surplus"]; debt = $at["care_closing"] }
        END {
            printf "%s: due %s, counted %s, ", year, due, repaid
            if (surplus + 0) printf "surplus %s, ", surplus
            printf "debt %s, CARE %s\n", debt, result
        }' close.tsv
}
warned() { sed -n '/^attention/p' refusal.txt | sed 's/\xc2\xa0/ /g; s/\xe2\x80\xaf/ /g'; } # by the last close
outside() { # YEAR: charges that preserve nothing
    coop care resultat --year "$1" -O tsv 2>/dev/null | awk -F'\t' '$1 ~ /^Charges hors/ { print "hors préservation " $2; exit }'
}
mandated() { # SPOKESPERSON TYPE
    q care spokesperson add "$1" --capitals N.sol --type "$2" --mandate-by assemblée --mandate-mode vote --from 2020-01-01
    paper pv.txt
    q care deliberate "mandat-$1" --object "spokesperson/$1" --decision mandat --present-count 9 --minutes pv.txt
}
signed() { # SPOKESPERSON OBJECT VERDICT [DAY]
    paper avis.txt
    q care sign "$2" --spokesperson "$1" --verdict "$3" --evidence avis.txt --by secrétaire --today "${4:-$COOP_TODAY}"
}
