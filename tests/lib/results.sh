# SPDX-License-Identifier: GPL-2.0-only
# shellcheck shell=sh disable=SC2034 # what is set here is for whoever sources this
# How all shell tests say what they have found, as KTAP. It is POSIX sh, because guests source it under
# busybox. Whoever sources it may
#   set results_of      to what shall stand before each description
#   set patience        to the seconds after which wait_for gives up
#   set lines_at_most   to how much a failed check may show of what its command has said
#   define report anew  when results shall go elsewhere than to standard output

results_of=
patience=30
lines_at_most=1000
nr_results=0
nr_failed=0
nr_skipped=0

report() {	# LINE
	printf '%s\n' "$1"
}

result() {	# ok|"not ok" DESCRIPTION
	nr_results=$((nr_results + 1))
	case "$1 $2" in
	"not ok "*) nr_failed=$((nr_failed + 1)) ;;
	*"# SKIP"*) nr_skipped=$((nr_skipped + 1)) ;;
	esac
	report "$1 $nr_results - $results_of$2"
}

# skip DESCRIPTION REASON: a check that cannot be made here has not passed, and is counted apart
skip() {
	result ok "$1 # SKIP $2"
}

# Standard input, as what explains the result before it.
explain() {
	tail -n "$lines_at_most" | while IFS= read -r explain_line; do
		report "# $explain_line"
	done
}

# check DESCRIPTION COMMAND...: the command must succeed
check() {
	check_description=$1
	shift
	if check_said=$("$@" 2>&1); then
		result ok "$check_description"
		return 0
	fi
	result "not ok" "$check_description"
	echo "$* says: $check_said" | explain
	return 1
}

# refused DESCRIPTION COMMAND...: the command must fail
refused() {
	refused_description=$1
	shift
	check "$refused_description" not "$@"
}

# What the shell does not know (127) has refused nothing.
not() {
	not_rc=0
	"$@" || not_rc=$?
	[ "$not_rc" != 0 ] && [ "$not_rc" != 127 ]
}

equal() {	# DESCRIPTION EXPECTED ACTUAL
	if [ "$2" = "$3" ]; then
		result ok "$1"
		return 0
	fi
	result "not ok" "$1"
	printf "expected: %s\nis: %s\n" "$2" "$3" | explain
	return 1
}

# exits CODE DESCRIPTION COMMAND...: the command must end with that code; what it says is then in $said
exits() {
	exits_code=$1
	exits_description=$2
	shift 2
	exits_rc=0
	said=$("$@" 2>&1) || exits_rc=$?
	equal "$exits_description" "$exits_code" "$exits_rc" && return 0
	echo "$said" | explain
	return 1
}

# wait_until COMMAND...: until it is true, and not for ever
wait_until() {
	waited=0
	until "$@" > /dev/null 2>&1; do
		waited=$((waited + 1))
		[ "$waited" -lt $((patience * 10)) ] || return 1
		sleep 0.1
	done
}

# wait_for DESCRIPTION COMMAND...: as wait_until, and it is a failure when the time is up
wait_for() {
	wait_description=$1
	shift
	wait_until "$@" && return 0
	result "not ok" "timed out: $wait_description"
	return 1
}

# The results of another run, from standard input, as results of this one. A plan is not passed on, because
# this run has its own.
relay() {
	while IFS= read -r relayed; do
		case $relayed in
		"ok - "* | "ok "[0-9]*" - "*) result ok "${relayed#*- }" ;;
		"not ok - "* | "not ok "[0-9]*" - "*) result "not ok" "${relayed#*- }" ;;
		"KTAP version "* | 1..[0-9]*) ;;
		*) report "$relayed" ;;
		esac
	done
}

# The plan, which comes last: a run with fewer results has not come to its end. Fails when a result has.
end_results() {
	report "1..$nr_results"
	[ "$nr_failed" = 0 ]
}

# count_results FILE [PREFIX]: sets $passed, $failed and $skipped from the KTAP in a file, from all of it or from the
# descriptions that begin with the prefix
count_results() {
	counts=$(awk -v prefix="${2-}" '
		!/^(not )?ok / { next }
		{ description = $0; sub(/^(not )?ok ([0-9]+ )?(- )?/, "", description) }
		index(description, prefix) != 1 { next }
		/^not / { failed++; next }
		/# SKIP/ { skipped++; next }
		{ passed++ }
		END { print passed + 0, failed + 0, skipped + 0 }' "$1")
	passed=${counts%% *}
	skipped=${counts##* }
	failed=${counts#* }
	failed=${failed% *}
}
