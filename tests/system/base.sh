#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
# shellcheck disable=SC2016 # what stands in single quotes is for other shells
# A Debian system with systemd, udev, dkms, ndctl and daxctl and one kernel, as an ext4 image in the
# cache, made once a day. Usage: tests/system/base.sh SUITE     prints the image's path
# It knows nothing of this project yet.
set -eu

suite=${1:?usage: base.sh SUITE}
here=$(cd "$(dirname "$0")" && pwd)
top=$(cd "$here/../.." && pwd)
image=${DAX_KMEM_CACHE:-$top/build/cache}/system/$suite.img
key=$( (date +%F; cat "$0") | sha256sum | cut -d' ' -f1)

if [ "$(cat "$image.key" 2>/dev/null)" != "$key" ]; then
	mkdir -p "$(dirname "$image")"
	rm -f "$image" "$image.key" "$image.new"
	truncate -s 8G "$image.new"
	mke2fs -q -t ext4 "$image.new"
	# the second newest kernel: the newest is installed later, as an upgrade is
	"$top/tests/sources.sh" "$suite" | "$here/mounted.sh" "$image.new" sh -eu -c '
		mmdebstrap --quiet --variant=apt --format=tar \
			--aptopt="Acquire::Check-Valid-Until \"false\"" \
			--include=systemd-sysv,udev,dbus,kmod,initramfs-tools,dkms,gcc,make,libc6-dev \
			--include=xz-utils,zstd,ndctl,daxctl,procps \
			"$1" - - | tar x -C "$ROOT"
		find "$ROOT" -name "apt-daily*.timer" -delete
	' sh "$suite" >&2
	"$here/mounted.sh" "$image.new" chroot-with-proc sh -eu -c '
		apt-get -q update
		series=$(apt-cache depends linux-image-amd64 |
			sed -n "s/.*Depends: linux-image-\([0-9]*\.[0-9]*\)\..*/\1/p" | head -n 1)
		apt-cache search --names-only "^linux-image-$series\..*-amd64$" | cut -d" " -f1 |
			grep -v "cloud\|rt-amd64\|unsigned\|dbg" | sort -V | tail -n 2 > /kernels
		# on the day of a point release there may be but one: then its real-time build is the other
		[ "$(wc -l < /kernels)" = 2 ] || sed "s/-amd64/-rt-amd64/" /kernels >> /kernels
		[ "$(sort -u /kernels | wc -l)" = 2 ]
		first=$(head -n 1 /kernels)
		apt-get -qy install --no-install-recommends "$first" "linux-headers-${first#linux-image-}"
		apt-get clean
	' >&2
	mv "$image.new" "$image"
	echo "$key" > "$image.key"
fi
echo "$image"
