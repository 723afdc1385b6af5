#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# By hand before each release: makes a bare Debian with debootstrap and runs in it both commands of the
# README, on the files of HEAD, every warning of the compiler being an error.
# Usage: distributions.sh [--quick] SUITE [FOLDER]     bookworm, trixie; --quick: the quick start alone
# Needs root, and 4 GB in FOLDER (TMPDIR, /tmp), which is left as it was. apt's proxy serves there too.
# COOP_CCACHE: a folder where ccache keeps what it compiled from one run to the next.
set -eu
root=$(realpath "$(dirname "$(realpath "$0")")/..")

# What follows runs in mount and process namespaces of its own, which end with the script however it
# ends: nothing stays mounted, and nothing goes on.
if [ "${1-}" = --within ]; then
    trap 'exit 130' INT TERM
    system=$2 quick=$3 proxy=$4
    mount -t proc proc "$system/proc"
    mount -t sysfs sysfs "$system/sys"
    mount --rbind /dev "$system/dev"
    if [ -n "${COOP_CCACHE-}" ]; then
        mkdir -p "$COOP_CCACHE" "$system/root/.cache/ccache"
        mount --bind "$COOP_CCACHE" "$system/root/.cache/ccache"
    fi
    inside() {
        chroot "$system" env -i HOME=/root LANG=C.UTF-8 TERM="${TERM-dumb}" ${proxy:+http_proxy="$proxy"} \
            PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin "$@" </dev/null
    }
    commands="examples/quickstart.sh"
    [ "$quick" = 1 ] || commands="$commands tests/run.sh"
    failed=0
    for command in $commands; do
        printf '\n== %s\n' "$command"
        start=$SECONDS
        said="passed"
        inside CXXFLAGS=-Werror "/coop/$command" || { said="FAILED"; failed=1; }
        summary="${summary-}$said in $((SECONDS - start)) s: $command"$'\n'
    done
    printf '\n== Debian %s\n' "$(cat "$system/etc/debian_version")"
    # shellcheck disable=SC2016
    inside dpkg-query -W -f '${Package} ${Version}\n' g++ cmake catch2 libcli11-dev libfmt-dev \
        libsqlite3-dev libsqlitecpp-dev libtomlplusplus-dev nettle-dev nlohmann-json3-dev || failed=1
    printf '%s' "$summary"
    exit $failed
fi

quick=0
if [ "${1-}" = --quick ]; then quick=1; shift; fi
suite=${1:?usage: distributions.sh [--quick] SUITE [FOLDER]}
folder=${2:-${TMPDIR:-/tmp}}
[ "$(id -u)" -eq 0 ] || { echo "coop: run as root: debootstrap and chroot need it." >&2; exit 1; }
command -v debootstrap >/dev/null || "$root/cmake/install-deps.sh" distributions
eval "$(apt-config shell proxy Acquire::http::Proxy)"
proxy=${http_proxy:-${proxy-}}

system=$(mktemp -d "$folder/coop-$suite.XXXXXX")
chmod 755 "$system" # a root folder that all its users may enter, as anywhere
working=""
cleared() {
    [ -z "$working" ] || kill -KILL "$working" 2>/dev/null || true
    wait
    rm -rf --one-file-system "$system" || { sleep 2; rm -rf --one-file-system "$system"; }
}
trap cleared EXIT
trap 'exit 130' INT TERM
echo "coop: Debian $suite in $system, with $(git -C "$root" log -1 --format='%h %s')."
start=$SECONDS
http_proxy=$proxy debootstrap --variant=minbase "$suite" "$system" >"$system.log" 2>&1 ||
    { cat "$system.log"; rm -f "$system.log"; exit 1; }
rm -f "$system.log"
apt-config dump Acquire | grep -iE '^Acquire::(https?|Check)' >"$system/etc/apt/apt.conf.d/99host" || true
mkdir "$system/coop"
git -C "$root" archive HEAD | tar -x -C "$system/coop"
echo "coop: the bare system took $((SECONDS - start)) s."
unshare --mount --pid --fork --kill-child "$0" --within "$system" "$quick" "$proxy" &
working=$!
status=0
wait "$working" || status=$?
working=""
exit $status
