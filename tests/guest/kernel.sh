#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
# Fetches a Debian kernel, without installing it. Usage: tests/guest/kernel.sh KVER
# Prints the directory that holds boot/vmlinuz-KVER and lib/modules/KVER.
set -eu

kver=${1:?usage: kernel.sh KVER}
top=$(cd "$(dirname "$0")/../.." && pwd)
cache=${DAX_KMEM_CACHE:-$top/build/cache}/kernel/$kver

# shellcheck source=tests/guest/arch.sh
. "$top/tests/guest/arch.sh"
if [ ! -e "$cache/done" ] && [ "$(arch_of "$kver")" != amd64 ]; then
	echo "$kver is not in the cache: tests/kernels/cross-build.sh SUITE gets it" >&2
	exit 1
fi
if [ ! -e "$cache/done" ]; then
	rm -rf "$cache"
	mkdir -p "$cache/deb"
	(cd "$cache/deb" && apt-get -q download "linux-image-$kver") >&2
	dpkg-deb -x "$cache"/deb/*.deb "$cache/tree"
	rm -r "$cache/deb"
	# where the kernel's own /usr merge has put it
	[ -d "$cache/tree/lib/modules" ] || ln -s usr/lib "$cache/tree/lib"
	depmod -b "$cache/tree" "$kver"
	touch "$cache/done"
fi
echo "$cache/tree"
