#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
# Compiles the module for one kernel whose headers are in a folder of tests/headers/root.sh, and says as a KTAP
# result what came of it. Usage: tests/headers/one.sh ROOT KVER
# A kernel without an option that the module needs must be refused by the name of that option.
# shellcheck disable=SC1091,SC2034
set -u

root=${1:?usage: one.sh ROOT KVER}
kver=${2:?usage: one.sh ROOT KVER}
top=$(cd "$(dirname "$0")/../.." && pwd)
. "$top/tests/lib/results.sh"
lines_at_most=20
headers=/usr/src/linux-headers-$kver
built=$root/dax-kmem/build/module/$kver/module
log=$root/dax-kmem/$kver.log

compile() {
	case $kver in
	*arm64*) set -- ARCH=arm64 CROSS_COMPILE=aarch64-linux-gnu- ;;
	*) set -- ;;
	esac
	"$top/tests/kernels/in-root.sh" "$root" make -s -C /dax-kmem module KVER="$kver" KDIR="$headers" CI=yes "$@" \
		> "$log" 2>&1
}

exported() {
	for module in dax_kmem dax_zone_guard; do
		"$top/tests/kernels/symbols.sh" "$built/$module.ko" "$root$headers/Module.symvers" || return 1
	done
}

if [ ! -e "$root$headers/Module.symvers" ] || [ ! -e "$root$headers/scripts/mod/modpost" ]; then
	skip "$kver: compiled" "the mirror lists its headers, and has not all of them"
elif compile; then
	# One warning is not about the module: the packages of headers have no vmlinux, which BTF is made from.
	if grep -v 'BTF' "$log" | grep -q warning; then
		result "not ok" "$kver: compiled"
		explain < "$log"
	else
		check "$kver: compiled, and what it wants is exported to any module" exported
	fi
elif reason=$(grep -o 'this kernel was built without CONFIG_.*' "$log"); then
	result ok "$kver: refused, ${reason%%.  Stop*}"
else
	result "not ok" "$kver: compiled"
	explain < "$log"
fi
rm -rf "$root/dax-kmem/build/module/$kver"
