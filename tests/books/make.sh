# SPDX-License-Identifier: GPL-3.0-or-later
# What the make.sh of a book begins with: the words they share. They run in an empty folder and leave book.coop.
set -eu
export COOP_FILE=book.coop

# The day that is today from here on.
on() { export COOP_TODAY=$1; }

# What a command says is of interest only when it fails.
quietly() {
    said=$(coop "$@" 2>&1) || {
        printf 'coop %s\n%s\n' "$*" "$said" >&2
        exit 1
    }
}

# post DAY LABEL and what `ledger add` takes; draft the same.
post() {
    local day=$1 label=$2
    shift 2
    quietly ledger add --post --date "$day" --label "$label" "$@"
}
draft() {
    local day=$1 label=$2
    shift 2
    quietly ledger add --date "$day" --label "$label" "$@"
}
