#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
# Runs test stages and adds them up. Usage: tests/check.sh STAGE...
# A stage that ends badly without a "not ok" of its own counts as one failure more. What was skipped is
# counted apart: it has not passed.
# shellcheck disable=SC1091
set -u

top=$(cd "$(dirname "$0")/.." && pwd)
cd "$top" || exit 1
. tests/lib/results.sh
logs=build/check
mkdir -p "$logs"

stage_style() {
	tests/style.sh
}

stage_unit() {
	make -s -C tests/unit check
}

stage_cli() {
	make -s build/helper-asan/dax-kmem build/tests/fake_kernel.so &&
		tests/cli/run build/helper-asan/dax-kmem build/tests/fake_kernel.so
}

stage_fuzz() {
	make -s -C tests/fuzz check
}

stage_faults() {
	make -s helper build/tests/fake_kernel.so > "$logs/build.log" 2>&1 ||
		{ cat "$logs/build.log"; return 1; }
	tests/cli/sweep build/helper/dax-kmem build/tests/fake_kernel.so
}

stage_coverage() {
	make -s build/helper-coverage/dax-kmem build/tests/fake_kernel.so > "$logs/build.log" 2>&1 ||
		{ cat "$logs/build.log"; return 1; }
	tests/coverage.sh
}

stage_mutate() {
	tests/mutate/run
}

stage_guest() {
	# shellcheck disable=SC2086 # a list of words
	make -s guest-ready > "$logs/build.log" 2>&1 || { cat "$logs/build.log"; return 1; }
	# shellcheck disable=SC2086
	tests/guest/run ${KVER:+-k "$KVER"} ${TAG:+-t "$TAG"} ${CASES-}
}

stage_packages() {
	tests/packages.sh
}

stage_system() {
	# shellcheck disable=SC2086 # a list of words
	{ tests/system/run ${SUITES-}; echo $? > "$logs/system-run.rc"; } | tee "$logs/system-run.ktap"
	[ "${LIFE-}" = short ] || tests/system/record < "$logs/system-run.ktap"
	return "$(cat "$logs/system-run.rc")"
}

stage_kernels() {
	# what is cross-built is built there
	[ "${ARCH:-amd64}" != amd64 ] || make -s helper guest-tools > "$logs/build.log" 2>&1 ||
		{ cat "$logs/build.log"; return 1; }
	# shellcheck disable=SC2086 # a list of words
	tests/kernels/run ${SUITES-}
}

stage_headers() {
	# shellcheck disable=SC2086 # a list of words
	tests/headers/run ${SUITES-}
}

# what will be everybody's in some months: early enough to change what it breaks
stage_newest() {
	SUITES=${SUITES:-experimental}
	stage_kernels
}

stage_host() {
	# shellcheck disable=SC2086 # a list of words
	tests/host.sh ${SUITES-}
}

stage_debug() {
	# shellcheck disable=SC2086 # a list of words
	{ tests/debug/run ${CASES-}; echo $? > "$logs/debug-run.rc"; } | tee "$logs/debug-run.ktap"
	tests/debug/record < "$logs/debug-run.ktap"
	return "$(cat "$logs/debug-run.rc")"
}

stage_bench() {
	CHECK=yes tests/bench/run
}

stage_mutants() {
	tests/mutants/run
}

all_passed=0
all_failed=0
all_skipped=0
for stage; do
	started=$(date +%s)
	echo "# --- $stage"
	{ "stage_$stage"; echo $? > "$logs/$stage.rc"; } 2>&1 | tee "$logs/$stage.ktap"
	count_results "$logs/$stage.ktap"
	[ "$(cat "$logs/$stage.rc")" = 0 ] || [ "$failed" != 0 ] || {
		echo "not ok - $stage ended with exit code $(cat "$logs/$stage.rc")"
		failed=1
	}
	# a stage that tried nothing has not passed
	[ $((passed + failed)) != 0 ] || { echo "not ok - $stage ran no test"; failed=1; }
	all_passed=$((all_passed + passed))
	all_failed=$((all_failed + failed))
	all_skipped=$((all_skipped + skipped))
	echo "# $stage: $passed passed, $failed failed, $skipped skipped, $(($(date +%s) - started)) s"
done

for stage; do
	grep '^ok .*# SKIP' "$logs/$stage.ktap" | sed 's/^/# /'
done
for stage; do
	grep '^not ok ' "$logs/$stage.ktap" | sed 's/^/# /'
done
echo "$all_passed passed, $all_failed failed, $all_skipped skipped"
[ "$all_failed" = 0 ]
