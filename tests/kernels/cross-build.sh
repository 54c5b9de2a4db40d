#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
# Builds the module, the command and the guests' programs for an arm64 kernel of a suite, by that suite's cross
# compiler. Usage: tests/kernels/cross-build.sh SUITE [FLAVOUR]     prints the kernel version; what is built is in
# build/arm64, where the guests look for it.
set -eu

suite=${1:?usage: cross-build.sh SUITE [FLAVOUR]}
flavour=${2:-arm64}
top=$(cd "$(dirname "$0")/../.." && pwd)
root=$("$top/tests/kernels/cross-root.sh" "$suite" "$flavour")
kver=$(cat "$root/kver-$flavour")

export TREE="$top"
cross() {	# [NAME=VALUE...] TARGET...
	"$top/tests/kernels/in-root.sh" "$root" make -s -C /tree B=build/arm64 ARCH=arm64 \
		CROSS_COMPILE=aarch64-linux-gnu- "$@" >&2
}
cross module KVER="$kver" KDIR="/usr/src/linux-headers-$kver" CI=yes
export PKG_CONFIG_SYSROOT_DIR=/guest PKG_CONFIG_LIBDIR=/guest/usr/lib/aarch64-linux-gnu/pkgconfig
cross helper guest-tools CC="aarch64-linux-gnu-gcc --sysroot=/guest" READELF=aarch64-linux-gnu-readelf \
	CFLAGS="-O2 -Werror"
echo "$kver"
