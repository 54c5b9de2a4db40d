#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
# How long a real Debian system takes from power-on until the memory is online, by each way in turn.
# Usage: tests/bench/boots.sh SUITE     prints lines of "power-on WAY ROUND VALUE", in milliseconds
# Every round is a boot of the same image, so that all of them count.
set -eu

here=$(cd "$(dirname "$0")" && pwd)
log=$here/../../build/bench/boots-$1.ktap

LIFE=boots "$here/../system/run" "$1" > "$log" 2>&1 || { grep -A5 '^not ok' "$log" >&2; exit 1; }
awk '/: RAM online / {
	way = $2
	sub(/:$/, "", way)
	printf "power-on %s %d %d\n", way, ++rounds[way], $5 * 1000
}' "$log"
