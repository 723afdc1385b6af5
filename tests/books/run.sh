#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Reads books that an earlier program wrote: each is unpacked, upgraded, verified, asked what `asked` asks, and compared with
# what was kept beside it; then its kept dump is restored into a new book, which must answer the same.
# Usage: run.sh [--rewrite | --keep] COOP BOOK…
#   --rewrite   writes the answers again (expected, fec/), never the book nor its dump: name the difference in README.md
#   --keep      makes a book that is not there yet with its make.sh, and keeps it with its dump and its answers
set -u
mode=compare
case ${1-} in --rewrite|--keep) mode=${1#--}; shift ;; esac
coop=$(realpath "$1"); shift
here=$(dirname "$(realpath "$0")")
failed=0

fail() { echo "FAILED ${book#"$here"/}: $*" >&2; failed=1; }

# In the folder $1, as on any machine, on the day the books are asked.
inside() {
    local folder=$1
    shift
    (cd "$folder" && env -i PATH="$work/bin:$PATH" HOME="$work" LC_ALL=C.UTF-8 COOP_LANG=fr COOP_CSV=intl \
        ASAN_OPTIONS=detect_leaks=0 COOP_TODAY=2026-06-30 COOP_FILE=book.coop EXAMPLES="$here/../../examples" "$@" </dev/null)
}

# One command a line; a line with YEAR is asked of each year of the book.
questions() {
    cat "$here/asked" "$book/asked" 2>/dev/null | grep -v -e '^#' -e '^$'
    if grep -q '^{"record":"care"' "$book/dump.ndjson"; then grep -v -e '^#' -e '^$' "$here/asked-care"; fi
}

# Writes what the book of the folder $1 answers into its files expected and fec/.
ask() {
    local folder=$1 years line year code
    mkdir -p "$folder/fec"
    years=$(inside "$folder" coop year list -O tsv 2>/dev/null | tail -n +2 | cut -f1)
    questions | while IFS= read -r line; do
        case $line in
        *YEAR*) for year in $years; do printf '%s\n' "${line//YEAR/$year}"; done ;;
        *) printf '%s\n' "$line" ;;
        esac
    done | while IFS= read -r line; do
        inside "$folder" sh -c "$line" >"$work/out" 2>"$work/err"
        code=$?
        printf '$ %s\n' "$line"
        cat "$work/out"
        [ -s "$work/out" ] && [ -n "$(tail -c 1 "$work/out")" ] && printf '\n'
        sed 's/^/! /' "$work/err"
        [ $code -eq 0 ] || printf '[%d]\n' $code
    done | sed "s#$folder#.#g" >"$folder/expected"
}

# A dump without what is drawn anew for the facts that were found: salts, and what hangs on them.
told() {
    sed -E -e '/^\{"record":"fact"/s/,"(digest|hash|salt)":"[0-9a-f]*"//g' -e '/^\{"record":"end"/s/,"[a-z_0-9]*":"[0-9a-f]{64}"//g' "$1"
}

# The answers of the folder $1, called $2, are those kept. A book without any FEC has no folder of them.
compare() {
    diff -u --label "$book/expected" --label "$2" "$book/expected" "$1/expected" || fail "$2 answers otherwise"
    mkdir -p "$work/fec"
    if [ -d "$book/fec" ]; then cp -r "$book/fec/." "$work/fec/"; fi
    diff -ru "$work/fec" "$1/fec" || fail "$2 gives another FEC"
}

keep() {
    if [ -e "$book/book.coop.gz" ]; then fail "the book is kept already: it is never made again"; return 1; fi
    mkdir "$work/made"
    if [ -d "$book/files" ]; then cp -r "$book/files/." "$work/made/"; fi
    if ! inside "$work/made" bash -c '. "$0"; . "$1"' "$here/make.sh" "$book/make.sh"; then fail "make.sh"; return 1; fi
    gzip -9 -n -c "$work/made/book.coop" >"$book/book.coop.gz"
    inside "$work/made" coop dump -o "$book/dump.ndjson" >/dev/null
}

for book in "$@"; do
    book=$(realpath "$book")
    work=$(mktemp -d "${TMPDIR:-/tmp}/coop-books.XXXXXX")
    mkdir "$work/bin" "$work/kept" "$work/restored"
    ln -s "$coop" "$work/bin/coop"
    if [ $mode = keep ] && ! keep; then rm -rf "$work"; continue; fi
    for folder in kept restored; do
        if [ -d "$book/files" ]; then cp -r "$book/files/." "$work/$folder/"; fi
    done

    gzip -d -c "$book/book.coop.gz" >"$work/kept/book.coop"
    inside "$work/kept" coop upgrade >"$work/said" 2>&1 || fail "upgrade: $(cat "$work/said")"
    inside "$work/kept" coop verify >"$work/said" 2>&1 || fail "verify: $(cat "$work/said")"
    ask "$work/kept"
    if [ $mode != compare ]; then
        cp "$work/kept/expected" "$book/expected"
        rm -rf "$book/fec"
        if [ -n "$(ls "$work/kept/fec")" ]; then cp -r "$work/kept/fec" "$book/fec"; fi
    fi
    compare "$work/kept" "the upgraded book"

    inside "$work/restored" coop import ndjson "$book/dump.ndjson" >"$work/said" 2>&1 || fail "import ndjson: $(cat "$work/said")"
    inside "$work/restored" coop verify >"$work/said" 2>&1 || fail "verify of the restored book: $(cat "$work/said")"
    ask "$work/restored"
    compare "$work/restored" "the restored book"

    # A dump of a later version says the same in other words: then the two books are compared only with each other.
    for folder in kept restored; do inside "$work/$folder" coop dump -o dump.ndjson >/dev/null || fail "dump"; done
    for folder in kept restored; do told "$work/$folder/dump.ndjson" >"$work/$folder.told"; done
    cmp "$work/kept.told" "$work/restored.told" || fail "the restored book has another dump"
    version='s/^{"coop":"dump","version":\([0-9]*\),.*/\1/p'
    if [ "$(sed -n "$version" "$book/dump.ndjson")" = "$(sed -n "$version" "$work/kept/dump.ndjson")" ]; then
        diff -u "$book/dump.ndjson" "$work/kept/dump.ndjson" || fail "the upgraded book has another dump"
    fi
    rm -rf "$work"
done
exit $failed
