#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
# README's commands on another Debian than this one: in a fresh root of each suite, with what that suite has,
# as root, from a clone of what is committed here.
# Usage: tests/host.sh [SUITE...]     prints KTAP; trixie, if no suite is named
# In the environment: STAGES= chooses the stages of "make check", all seven if it is not set, and CASES= the
# guest cases. KEEP=yes keeps the root of an earlier run, for a look at what has failed.
# shellcheck disable=SC1091,SC2034
set -u

top=$(cd "$(dirname "$0")/.." && pwd)
cache=${DAX_KMEM_CACHE:-$top/build/cache}/host
logs=$top/build/check
. "$top/tests/lib/results.sh"
lines_at_most=40

# With what a machine has and a folder has not. The mounts, and whatever a command leaves running, are gone when
# it ends.
in_root() {	# COMMAND...
	# shellcheck disable=SC2016 # the inner shell's own words
	env -u DAX_KMEM_CACHE DEBIAN_FRONTEND=noninteractive unshare --mount --pid --fork --kill-child sh -c '
		mount -t proc proc "$0/proc" && mount --rbind /dev "$0/dev" &&
		mount --bind /sys "$0/sys" && mount -o remount,bind,ro "$0/sys" &&
		exec chroot "$0" "$@"' "$root" "$@"
}

make_root() {
	[ "${KEEP-}" != yes ] || [ ! -e "$root.done" ] || return 0
	rm -rf "$root" "$root.done"
	mkdir -p "$cache"
	"$top/tests/sources.sh" "$suite" |
		mmdebstrap --quiet --variant=apt --include=make "$suite" "$root" - && touch "$root.done"
}

# What README starts from: a checkout. What earlier runs have downloaded there is kept.
make_checkout() {
	mkdir -p "$root/root/dax-kmem" &&
		git -C "$top" archive HEAD | tar x -C "$root/root/dax-kmem" &&
		in_root sh -c 'apt-get -q update && apt-get -qy install --no-install-recommends git &&
			cd /root/dax-kmem && rm -rf .git && git init -q && git add -A &&
			git -c user.name=tests -c user.email=tests@localhost commit -qm "what is tested"'
}

# The results of a stage become results of this run; one that has none but failed is one.
relayed() {	# WHAT COMMAND...
	what=$1
	shift
	rc=0
	before=$nr_failed
	"$@" > "$logs/host-$suite-$what.log" 2>&1 || rc=$?
	grep -E '^(ok|not ok|#) ' "$logs/host-$suite-$what.log" > "$logs/host-$suite-$what.ktap"
	relay < "$logs/host-$suite-$what.ktap"
	[ "$rc" = 0 ] || [ "$nr_failed" != "$before" ] || {
		result "not ok" "make $what ends with exit code $rc"
		explain < "$logs/host-$suite-$what.log"
	}
}

mkdir -p "$logs"
[ $# -gt 0 ] || set -- trixie
echo "KTAP version 1"
for suite; do
	root=$cache/$suite
	results_of="host $suite: "
	check "a fresh root" make_root || continue
	check "a checkout in it" make_checkout || continue
	check "make demo" in_root make -C /root/dax-kmem demo
	for stage in ${STAGES-style unit cli fuzz faults packages guest}; do
		results_of="host $suite: $stage: "
		relayed "check-$stage" in_root env CASES="${CASES-}" make -C /root/dax-kmem "check-$stage"
	done
done
end_results
