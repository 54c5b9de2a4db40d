#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
# Which lines of helper/ the command-line tests run: a table, and KTAP for "at least 90 %".
# Usage: tests/coverage.sh     after "make build/helper-coverage/dax-kmem"
# shellcheck disable=SC1091
set -u

top=$(cd "$(dirname "$0")/.." && pwd)
cd "$top" || exit 1
. tests/lib/results.sh
out=build/helper-coverage
find "$out" -name '*.gcda' -delete
# users other than root run it too, and leave no counts then
tests/cli/run "$out/dax-kmem" build/tests/fake_kernel.so > "$out/cli.ktap" 2>&1 ||
	{ result "not ok" "the tests pass with coverage"; grep '^not ok' "$out/cli.ktap" | explain; exit 1; }
gcovr --root helper --object-directory "$out" --txt "$out/coverage.txt" --print-summary \
	"$out" > "$out/summary" 2> "$out/gcovr.log" || { cat "$out/gcovr.log"; exit 1; }
explain < "$out/coverage.txt"
percent=$(sed -n 's/^lines: \([0-9]*\).*/\1/p' "$out/summary")
check "$percent % of the lines of helper/ are run (90 are asked)" test "${percent:-0}" -ge 90
end_results
