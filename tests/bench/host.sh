#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
# What needs no guest: how the command starts, and "list" on a large machine, which is made of files.
# Usage: tests/bench/host.sh ROUNDS     prints lines of "FIGURE CONTENDER ROUND VALUE"
# Figures: start-instructions; list-cpu: microseconds; list-instructions; all of 64 instances, 8,192 blocks
set -eu

here=$(cd "$(dirname "$0")" && pwd)
top=$(cd "$here/../.." && pwd)
out=$top/build/bench
root=$out/large
helper=$top/build/helper/dax-kmem

instructions() {	# COMMAND...
	valgrind --tool=callgrind --callgrind-out-file="$out/callgrind" "$@" > "$out/callgrind.log" 2>&1
	sed -n 's/^summary: //p; s/^totals: //p' "$out/callgrind" | head -n 1
}

echo "start-instructions nothing 0 $(instructions "$out/nothing")"
echo "start-instructions dax-kmem 0 $(instructions "$helper" --version)"

rm -rf "$root"	# of a run that was stopped
python3 "$here/large_machine.py" "$root" 64 128
round=0
while [ $round -le "$1" ]; do
	# shellcheck disable=SC2046 # three words
	set -- "$1" $("$out/stopwatch" "$helper" list --sysroot "$root" 2> "$out/list")
	[ "$4" = 0 ] || { cat "$out/list" >&2; exit 1; }
	echo "list-cpu dax-kmem $round $3"
	round=$((round + 1))
done
[ "$(grep -c '128/128' "$out/list")" = 64 ] || { cat "$out/list" >&2; exit 1; }
echo "list-instructions dax-kmem 0 $(instructions "$helper" list --sysroot "$root")"
rm -r "$root"
