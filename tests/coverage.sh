#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
# Which lines of helper/ the command-line tests run: a table, and KTAP for "at least 90 %".
# Usage: tests/coverage.sh     after "make build/helper-coverage/dax-kmem"
set -u

top=$(cd "$(dirname "$0")/.." && pwd)
cd "$top" || exit 1
out=build/helper-coverage
find "$out" -name '*.gcda' -delete
# users other than root run it too, and leave no counts then
tests/cli/run "$out/dax-kmem" build/tests/fake_kernel.so > "$out/cli.ktap" 2>&1 ||
	{ grep '^not ok' "$out/cli.ktap"; echo "not ok 1 - the tests pass with coverage"; exit 1; }
gcovr --root helper --object-directory "$out" --txt "$out/coverage.txt" --print-summary \
	"$out" > "$out/summary" 2> "$out/gcovr.log" || { cat "$out/gcovr.log"; exit 1; }
sed 's/^/# /' "$out/coverage.txt"
percent=$(sed -n 's/^lines: \([0-9]*\).*/\1/p' "$out/summary")
if [ "${percent:-0}" -ge 90 ]; then
	echo "ok 1 - $percent % of the lines of helper/ are run (90 are asked)"
else
	echo "not ok 1 - $percent % of the lines of helper/ are run (90 are asked)"
fi
[ "${percent:-0}" -ge 90 ]
