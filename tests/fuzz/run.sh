#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Installs clang, builds the fuzz targets (those of the sanitize preset) and runs each for a bounded time,
# two at once; what breaks one is kept in build/fuzz/found/<target>/ and the exit code is 1.
# Usage: run.sh [SECONDS per target, 10] [TARGET…]
# Repeat a finding: build/sanitize/tests/fuzz/fuzz_<target> FILE; then make it a unit test of the parser.
set -eu
cd "$(dirname "$(realpath "$0")")/../.."
seconds=${1:-10}
[ $# -eq 0 ] || shift
wanted=" $* " # none: all
build=build/fuzz
echo "coop: building and running the fuzz targets, ${seconds} s each, two at once; about five minutes the first time."
cmake/install-deps.sh clang
mkdir -p "$build"
{ cmake --preset sanitize && cmake --build --preset sanitize --target fuzz; } >"$build/build.log" 2>&1 || { cat "$build/build.log"; exit 1; }

# seeds FOLDER SPECIFICATION…: a file for each file, or for each line of a file after `@`.
seeds() {
    local folder=$1 spec file
    shift
    for spec in "$@"; do
        # shellcheck disable=SC2086
        for file in ${spec#@}; do
            if [ "$spec" = "${spec#@}" ]; then
                cp "$file" "$folder/$(sha1sum <"$file" | cut -c 1-40)"
            else
                awk -v name="$folder/$(sha1sum <<<"$file" | cut -c 1-16)-" \
                    '{ printf "%s", $0 >(name NR); close(name NR) }' "$file"
            fi
        done
    done
}

# fuzz TARGET LENGTH DICTIONARY SEEDS…: the corpus is kept from one run to the next.
fuzz() {
    local target=$1 length=$2 dictionary=$3
    shift 3
    local corpus="$build/corpus/$target" found="$build/found/$target" log="$build/$target.log"
    rm -rf "$build/seeds/$target"
    mkdir -p "$corpus" "$found" "$build/seeds/$target"
    seeds "$build/seeds/$target" "$@"
    if "build/sanitize/tests/fuzz/fuzz_$target" -max_total_time="$seconds" -max_len="$length" -timeout=10 \
        -rss_limit_mb=1024 -dict="tests/fuzz/dictionaries/$dictionary.dict" -artifact_prefix="$found/" \
        -print_final_stats=1 "$corpus" "$build/seeds/$target" >"$log" 2>&1; then
        printf '%-15s %9s runs, nothing found\n' "$target" "$(sed -n 's/stat::number_of_executed_units: *//p' "$log")"
    else
        printf '%-15s BROKEN\n' "$target"
        grep -v -e '^#' -e NEW_FUNC -e '^0x' "$log" | cut -c 1-400 | tail -n 60
        return 1
    fi
}

# In place of llvm-symbolizer, it names the functions of a finding.
ASAN_SYMBOLIZER_PATH=$(command -v addr2line)
export ASAN_SYMBOLIZER_PATH
set -f # a specification keeps its `*` until seeds() wants the files
failed=0
running=0
while read -r target length dictionary specifications; do
    case $target in ''|'#'*) continue ;; esac
    case $wanted in '  '|*" $target "*) ;; *) continue ;; esac
    # shellcheck disable=SC2086
    (set -- $specifications; set +f; fuzz "$target" "$length" "$dictionary" "$@") &
    running=$((running + 1))
    if [ $running -ge 2 ]; then
        wait -n || failed=1
        running=$((running - 1))
    fi
done <tests/fuzz/targets
while [ $running -gt 0 ]; do
    wait -n || failed=1
    running=$((running - 1))
done
exit $failed
