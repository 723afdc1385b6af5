#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Does what pages of the documentation say, in order and in this folder: a fence whose info string
# names a file (```csv fichier.csv) writes it, a `coop …` line (or one piped into coop) of a plain
# fence is run. Says what failed; exit code 1 of a check is a finding, not a failure.
# Usage: run-fences.sh PAGE.md…
set -u
export COOP_TODAY=2025-12-31
failed=0
for page in "$@"; do
    file=
    fenced=0
    while IFS= read -r line || [ -n "$line" ]; do
        case $line in
        '```')
            if [ $fenced -eq 0 ]; then fenced=1; else fenced=0 file=; fi
            continue ;;
        '```'*' '*)
            fenced=1
            file=${line##* }
            : >"$file"
            continue ;;
        '```'*)
            fenced=2
            continue ;;
        esac
        if [ $fenced -eq 2 ]; then
            continue
        elif [ -n "$file" ]; then
            printf '%s\n' "$line" >>"$file"
        elif [ $fenced -eq 1 ] && [[ $line =~ ^coop\ |\|\ coop\  ]]; then
            said=$(bash -c "$line" </dev/null 2>&1)
            code=$?
            if [ $code -ne 0 ] && ! [[ $code -eq 1 && $line =~ ^coop\ check ]]; then
                printf '%s: %s\n%s\n[%d]\n' "${page##*/}" "$line" "$said" $code
                failed=1
            fi
        fi
    done <"$page"
done
exit $failed
