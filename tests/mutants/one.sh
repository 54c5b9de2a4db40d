#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
# Applies a patch of this folder to a copy of the tree, and runs there what its "Red:" line names.
# A stage or case that stays green has missed the bug. Usage: tests/mutants/one.sh NAME
# Prints results without numbers, for tests/pool.sh.
set -u

here=$(cd "$(dirname "$0")" && pwd)
top=$(cd "$here/../.." && pwd)
name=$1
patch=$here/$name.patch
tree=$top/build/mutants/$name
# a planted bug may leave a function unused: no -Werror
unset CI
export DAX_KMEM_CACHE="${DAX_KMEM_CACHE:-$top/build/cache}"
export JOBS=1

is_red() {	# STAGE-OR-CASE, in the mutant's tree
	case $1 in
	unit | cli) ! tests/check.sh "$1" ;;
	*) ! CASES=$1 tests/check.sh guest ;;
	esac > "$1.log" 2>&1
}

rm -rf "$tree"
mkdir -p "$tree"
(cd "$top" && git ls-files -z | xargs -0 cp --parents -t "$tree")
cd "$tree" || exit 1
patch -s -p1 < "$patch" || { echo "not ok - $name applies"; exit 0; }
for where in $(sed -n 's/^Red: //p' "$patch" | tr -d ,); do
	if is_red "$where" && grep -q '^not ok ' "$where.log" &&
		! grep -q 'lost its guest\|no such case\|ended with exit code' "$where.log"; then
		echo "ok - $name: $where is red"
		grep '^not ok ' "$where.log" | head -n 3 | sed 's/^/# /'
	else
		echo "not ok - $name: $where is red"
		tail -n 20 "$where.log" | sed 's/^/# /'
	fi
done
rm -rf "$tree/build"
