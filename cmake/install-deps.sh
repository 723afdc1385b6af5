#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Installs what a fresh machine needs to build and test coop; asks nothing. `bench` adds what
# tests/bench and tests/cost use, `peers` the programs that coop is compared with, `clang` the
# compiler of the sanitizers and fuzz targets (not that of the system: clang 14 cannot read the <ranges> of GCC 12),
# `distributions` what makes the bare systems of tests/distributions.sh.
set -eu
packages="g++ cmake ninja-build ccache libcli11-dev libsqlite3-dev libsqlitecpp-dev libfmt-dev libboost-dev
    nlohmann-json3-dev libtomlplusplus-dev libutf8proc-dev nettle-dev libgmp-dev libminizip-dev zlib1g-dev catch2 gettext-base gettext sqlite3 git
    python3 python3-jsonschema"
for wish in "$@"; do
    case $wish in
    bench) packages="$packages libbenchmark-dev valgrind strace librsvg2-bin" ;;
    peers) packages="$packages ledger hledger beancount" ;;
    clang) packages="$packages clang-19 libclang-rt-19-dev" ;;
    distributions) packages="$packages debootstrap" ;;
    *) echo "coop: install-deps.sh knows bench, peers, clang and distributions, not $wish" >&2; exit 2 ;;
    esac
done
missing=""
for package in $packages; do
    dpkg-query -W -f '${Status}' "$package" 2>/dev/null | grep -q 'install ok installed' || missing="$missing $package"
done
if [ -z "$missing" ]; then
    echo "coop: every package that the build needs is installed."
    exit 0
fi
if ! command -v apt-get >/dev/null 2>&1; then
    echo "coop: this system has no apt-get; install the equivalents of:$missing" >&2
    exit 1
fi
as_root=""
if [ "$(id -u)" -ne 0 ]; then
    command -v sudo >/dev/null 2>&1 || { echo "coop: run as root, or install sudo; missing:$missing" >&2; exit 1; }
    as_root="sudo"
fi
echo "coop: installing$missing"
export DEBIAN_FRONTEND=noninteractive
$as_root apt-get update -qq
# shellcheck disable=SC2086
$as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $missing >/dev/null
