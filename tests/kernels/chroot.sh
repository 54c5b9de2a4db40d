#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
# A Debian suite with its own compiler, dkms and kernel headers, in a folder of the cache.
# Usage: tests/kernels/chroot.sh SUITE     prints that folder
# Its newest kernel is fetched beside it, for the guests: tests/guest/kernel.sh finds it there.
set -eu

suite=${1:?usage: chroot.sh SUITE}
top=$(cd "$(dirname "$0")/../.." && pwd)
cache=${DAX_KMEM_CACHE:-$top/build/cache}
root=$cache/suite/$suite
release=$("$top/tests/release.sh" "$suite")
# apt takes nothing from what is laid over a release, unless it is told to
over=
[ "$suite" = "$release" ] || over=-t$suite

in_root() {
	"$top/tests/kernels/in-root.sh" "$root" "$@"
}

if [ ! -e "$root.done" ]; then
	rm -rf "$root"
	mkdir -p "$(dirname "$root")"
	"$top/tests/sources.sh" "$suite" | mmdebstrap --quiet --variant=apt --include=dkms,gcc,make,kmod,xz-utils,libc6-dev \
		--aptopt='Acquire::Check-Valid-Until "false"' \
		--aptopt='APT::Install-Recommends "false"' "$release" "$root" - >&2
	touch "$root.done"
fi
# each time: what counts is what is current today
in_root apt-get -q update >&2
in_root apt-get -qy "${over:--y}" install linux-headers-amd64 >&2

kver=$(for dir in "$root"/usr/src/linux-headers-*-amd64; do echo "${dir##*/linux-headers-}"; done |
	sort -V | tail -n 1)
kernel=$cache/kernel/$kver
if [ ! -e "$kernel/done" ]; then
	rm -rf "$kernel"
	mkdir -p "$kernel/tree" "$root/fetch"
	# from 7.x on the image is a frame, and what it frames stands in packages of their own
	for package in linux-image-"$kver" linux-modules-"$kver" linux-binary-"$kver" linux-base-"$kver"; do
		in_root sh -c "! apt-cache show $package > /dev/null 2>&1 ||
			{ cd /fetch && apt-get -q download $package; }" >&2
	done
	for deb in "$root"/fetch/*.deb; do
		dpkg-deb -x "$deb" "$kernel/tree"
	done
	rm -r "$root/fetch"
	[ -d "$kernel/tree/lib/modules" ] || ln -s usr/lib "$kernel/tree/lib"
	mkdir -p "$kernel/tree/boot"
	[ -e "$kernel/tree/boot/vmlinuz-$kver" ] ||
		cp "$kernel/tree/lib/modules/$kver/vmlinuz" "$kernel/tree/boot/vmlinuz-$kver"
	depmod -b "$kernel/tree" "$kver"
	touch "$kernel/done"
fi
echo "$kver" > "$root/kver"
echo "$root"
