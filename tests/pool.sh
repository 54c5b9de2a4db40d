#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
# Runs a command once for each line of stdin, which becomes its last argument, and adds up its results.
# Usage: tests/pool.sh COMMAND [ARG...]
# The command prints KTAP without numbers ("ok - ...", "not ok - ..."). JOBS in the environment says how
# many run at a time: one for each CPU, and four at most, if it is not set. What one prints comes in one
# piece, when it has ended. Exit code: 0 when all is ok, 1 otherwise.
set -eu

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

number=0
passed=0
run_all "$@" | {
	while IFS= read -r line; do
		case $line in
		"ok - "*) number=$((number + 1)); passed=$((passed + 1)); line="ok $number - ${line#ok - }" ;;
		"not ok - "*) number=$((number + 1)); line="not ok $number - ${line#not ok - }" ;;
		esac
		printf '%s\n' "$line"
	done
	echo "1..$number"
	echo "# $passed passed, $((number - passed)) failed"
	[ "$number" -gt 0 ] && [ "$passed" = "$number" ]
}
