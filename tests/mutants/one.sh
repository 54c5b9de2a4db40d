#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
# Applies a patch of this folder to a copy of the tree, and runs there what its "Red:" line names.
# A stage or case that stays green has missed the bug. Usage: tests/mutants/one.sh NAME
# shellcheck disable=SC1091
set -u

here=$(cd "$(dirname "$0")" && pwd)
top=$(cd "$here/../.." && pwd)
name=$1
patch=$here/$name.patch
. "$top/tests/lib/results.sh"
results_of="$name: "
tree=$top/build/mutants/$name
# a planted bug may leave a function unused: no -Werror
unset CI
export DAX_KMEM_CACHE="${DAX_KMEM_CACHE:-$top/build/cache}"
export JOBS=1

is_red() {	# STAGE-OR-CASE, in the mutant's tree
	case $1 in
	unit) ! tests/check.sh unit ;;
	cli/*) ! { make -s helper build/tests/fake_kernel.so &&
		tests/cli/run build/helper/dax-kmem build/tests/fake_kernel.so "${1#cli/}"; } ;;
	*) ! CASES=$1 tests/check.sh guest ;;
	esac > red.log 2>&1
}

if [ -n "${UNTIL-}" ] && [ "$(date +%s)" -ge "$UNTIL" ]; then
	skip "$(sed -n 2p "$patch")" "no time is left for it"
	exit 0
fi
rm -rf "$tree"
mkdir -p "$tree"
# with the times of the files, and with what has been built of them: only what the patch touches is built anew
(cd "$top" && git ls-files -z | xargs -0 cp -p --parents -t "$tree" && mkdir -p "$tree/build" &&
	cp -a build/helper build/tests "$tree/build")
cd "$tree" || exit 1
patch -s -p1 < "$patch" || { result "not ok" "the patch applies"; exit 0; }
for where in $(sed -n 's/^Red: //p' "$patch" | tr -d ,); do
	if is_red "$where" && grep -q '^not ok ' red.log &&
		! grep -q 'lost its guest\|no such case\|ended with exit code' red.log; then
		result ok "$where is red"
		grep '^not ok ' red.log | head -n 3 | explain
	else
		result "not ok" "$where is red"
		tail -n 20 red.log | explain
	fi
done
rm -rf "$tree/build"
