#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
# The helper on a fake sysfs: one case. Usage: tests/cli/case.sh HELPER FAKE-KERNEL CASE
# Prints results without numbers, which tests/cli/run gives them. UPDATE=yes in the environment: the
# golden files are written anew.
# shellcheck disable=SC1090,SC1091,SC2034,SC2154 # cases use what is set here
set -u

here=$(cd "$(dirname "$0")" && pwd)
usage="usage: tests/cli/case.sh HELPER FAKE-KERNEL CASE"
helper=$(realpath "${1:?$usage}")
fake_kernel=$(realpath "${2:?$usage}")
case=$here/cases/${3:?$usage}.sh
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
chmod 755 "$work"
. "$here/../lib/results.sh"
. "$here/tree.sh"

trees=0
new_tree() {
	[ -z "${root-}" ] || rm -rf "$root"
	trees=$((trees + 1))
	root=$work/root$trees
	mkdir -p "$root"
	unset FAKE_FAIL FAKE_HOOK FAKE_PAGE
}

# Everything below the root but the lock: names, links, contents.
snapshot() {
	(cd "$root" && find . -path ./run/dax-kmem -prune -o -type f -print -o -type l -print | sort |
		while read -r file; do
			echo "$file $(readlink "$file" || cat "$file")"
		done)
}

# keep_json WORDS...: of a run with --json, for the check at the end: what is in $work, and $rc
nr_json=0
keep_json() {
	asks_json=
	for word_of_run; do
		case $word_of_run in
		--) break ;;
		--json | -J* | -[!-]*J*) asks_json=yes ;;
		esac
	done
	[ "$asks_json" ] || return 0
	mkdir -p "$work/documents"
	nr_json=$((nr_json + 1))
	cp "$work/out" "$work/documents/$nr_json.out"
	cp "$work/err" "$work/documents/$nr_json.err"
	echo "$rc" > "$work/documents/$nr_json.code"
	echo "$*" > "$work/documents/$nr_json.words"
}

# The JSON of this case is as documented.
check_json() {
	if python3 -c "import jsonschema" 2> /dev/null; then
		check "every JSON is as doc/dax-kmem.schema.json says" "$here/check-json" "$work/documents"
	else
		skip "every JSON is as doc/dax-kmem.schema.json says" "there is no python3-jsonschema"
	fi
}

ends() {	# DESCRIPTION EXPECTED-CODE CODE: of a run whose errors are in $work/err
	equal "$1: exit code" "$2" "$3" || explain < "$work/err"
}

# reads CODE DESCRIPTION WORDS...: the exit code, and neither a write nor a sanitizer's report
reads() {
	code=$1
	description=$2
	shift 2
	before=$(snapshot)
	rc=0
	"$helper" "$@" > "$work/out" 2> "$work/err" || rc=$?
	keep_json "$@"
	ends "$description" "$code" "$rc"
	equal "$description: nothing written" "$before" "$(snapshot)"
}

# runs CODE DESCRIPTION WORDS...: the exit code, of a command that may write its configuration
runs() {
	code=$1
	description=$2
	shift 2
	rc=0
	"$helper" "$@" --sysroot "$root" > "$work/out" 2> "$work/err" || rc=$?
	keep_json "$@"
	ends "$description" "$code" "$rc"
}

# nobody CODE DESCRIPTION WORDS...: the exit code, of a user who is not root
nobody() {
	code=$1
	description=$2
	shift 2
	rc=0
	setpriv --reuid=65534 --regid=65534 --clear-groups "$helper" "$@" --sysroot "$root" \
		> "$work/out" 2> "$work/err" || rc=$?
	keep_json "$@"
	ends "$description" "$code" "$rc"
}

# faked COMMAND WORDS...: a command, on a kernel that reacts; FAKE_FAIL and FAKE_HOOK count
faked() {
	ASAN_OPTIONS=verify_asan_link_order=0 FAKE_ROOT=$root LD_PRELOAD=$fake_kernel "$@"
}

# acts CODE DESCRIPTION COMMAND WORDS...: the exit code, on a kernel that reacts
acts() {
	code=$1
	description=$2
	command=$3
	shift 3
	rm -f "$root"/count* "$root/log"
	rc=0
	faked "$helper" "$command" --sysroot "$root" "$@" > "$work/out" 2> "$work/err" || rc=$?
	keep_json "$command" "$@"
	ends "$description" "$code" "$rc"
}

# has DESCRIPTION TEXT FILE
has() {
	if grep -qF -e "$2" "$3"; then
		result ok "$1"
	else
		result "not ok" "$1"
		sed 's/^/it said: /' "$3" | explain
	fi
}

says() {	# DESCRIPTION TEXT: on standard error
	has "$1" "$2" "$work/err"
}

prints() {	# DESCRIPTION TEXT: on standard output
	has "$1" "$2" "$work/out"
}

# From 0.18 on json-c prints an array of nothing in one line.
in_one_line() {
	sed '/\[$/{N; s/\[\n *\]/[]/;}' "$1"
}

golden() {	# DESCRIPTION FILE
	sed "s,$root,ROOT," "$work/out" > "$work/raw"
	[ -z "${UPDATE-}" ] || cp "$work/raw" "$here/golden/$2"
	in_one_line "$here/golden/$2" > "$work/golden"
	in_one_line "$work/raw" > "$work/normal"
	if diff -u --label "$2" --label output "$work/golden" "$work/normal" > "$work/diff"; then
		result ok "$1"
	else
		result "not ok" "$1"
		explain < "$work/diff"
	fi
}

driver_of() {	# NUMBER
	basename "$(readlink "$root/$nd/dax$1.0/driver")" 2>/dev/null
}

# What is listed for binding.
ids() {
	cat "$root/$drivers/dax_kmem/ids" 2>/dev/null
}

# How many blocks of the whole tree are in this state and zone.
count_blocks() {	# STATE ZONES
	for block in "$root/$memory"/memory[0-9]*; do
		[ "$(cat "$block/state")" = "$1" ] && [ "$(cat "$block/valid_zones")" = "$2" ] && echo
	done | wc -l
}

as_root() {	# DESCRIPTION FUNCTION: which needs root
	if [ "$(id -u)" = 0 ]; then
		"$2"
	else
		skip "$1" "this takes root"
	fi
}

[ -e "$case" ] || { result "not ok" "${3}: there is no such case"; exit; }
. "$case"
[ "$nr_json" = 0 ] || check_json
# what came last in the case is no failure of its own
true
