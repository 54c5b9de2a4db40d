#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
# Runs a command once for each line of stdin, which becomes its last argument, and adds up its results.
# Usage: tests/pool.sh COMMAND [ARG...]
# The command prints KTAP, whose results get other numbers here. JOBS in the environment says how many run
# at a time: one for each CPU, and four at most, if it is not set. What one prints comes in one piece, when
# it has ended. Exit code: 0 when there are results and none has failed, 1 otherwise.
set -eu
# shellcheck source=tests/lib/results.sh
. "$(dirname "$0")/lib/results.sh"

if [ -z "${JOBS-}" ]; then
	JOBS=$(nproc)
	[ "$JOBS" -le 4 ] || JOBS=4
fi
lock=$(mktemp)
trap 'rm -f "$lock"' EXIT

run_all() {
	# shellcheck disable=SC2016 # for the inner shell, which has the name as its last argument
	xargs -P "$JOBS" -n 1 sh -c '
		lock=$0
		results=$("$@" 2>&1) || results="$results
not ok - $*: ended with exit code $?"
		echo "$results" | flock "$lock" cat' "$lock" "$@"
}

run_all "$@" | {
	relay
	end_results || true
	echo "# $((nr_results - nr_failed - nr_skipped)) passed, $nr_failed failed, $nr_skipped skipped"
	[ "$nr_results" -gt 0 ] && [ "$nr_failed" = 0 ]
}
