#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
# Do results mean what they say, in each shell that uses them? Usage: tests/lib/selftest.sh
# shellcheck disable=SC1091,SC2016,SC2154 # what count_results sets, and words for other shells
set -eu

cd "$(dirname "$0")"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

cat > "$work/sample.sh" <<'end'
. ./results.sh
results_of="sample: "
patience=1
check "true is true" true
check "so is false" sh -c 'echo "two"; echo "lines"; false' || :
refused "false is refused" false
refused "what is not there refuses nothing" sh -c 'echo said; exit 127' || :
equal "equal" a a
equal "not equal" a b || :
exits 3 "exits" sh -c 'echo said; exit 3'
equal "what was said" said "$said"
skip "skipped" "for a reason"
wait_for "what is so" true
wait_for "what never is" false || :
end_results || echo "it fails"
end
cat > "$work/expected" <<'end'
ok 1 - sample: true is true
not ok 2 - sample: so is false
# sh -c echo "two"; echo "lines"; false says: two
# lines
ok 3 - sample: false is refused
not ok 4 - sample: what is not there refuses nothing
# not sh -c echo said; exit 127 says: said
ok 5 - sample: equal
not ok 6 - sample: not equal
# expected: a
# is: b
ok 7 - sample: exits
ok 8 - sample: what was said
ok 9 - sample: skipped # SKIP for a reason
not ok 10 - sample: timed out: what never is
1..10
it fails
end
for shell in sh bash "busybox sh"; do
	$shell "$work/sample.sh" > "$work/said" 2>&1
	diff "$work/expected" "$work/said" || { echo "not so by $shell"; exit 1; }
done

must() {	# COMMAND...
	"$@" || { echo "this is not so: $*"; exit 1; }
}
counted() {	# FILE [PREFIX]
	. ./results.sh
	count_results "$@"
	echo "$passed $failed $skipped"
}
# in sums, too
printf 'a\nb\n' | JOBS=1 ../pool.sh sh -c 'cat "$0"' "$work/said" > "$work/pool" && must false
must grep -qx '# 10 passed, 8 failed, 2 skipped' "$work/pool"
must test "$(counted "$work/pool")" = "10 8 2"
must test "$(counted "$work/pool" "sample: e")" = "4 0 0"
must test "$(counted "$work/pool" "another: ")" = "0 0 0"
# for those who run cases a case that was skipped is no failure
printf 'ok - a # SKIP b\n' > "$work/said"
echo a | must ../pool.sh sh -c 'cat "$0"' "$work/said" > "$work/pool"
must grep -qx '# 0 passed, 0 failed, 1 skipped' "$work/pool"
