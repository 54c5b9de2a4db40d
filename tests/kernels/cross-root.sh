#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
# What an arm64 kernel of a Debian suite needs on a machine that is none: that suite's cross compiler with the
# headers of the kernel, in a folder of the cache, and in guest/ below it the files of an arm64 system. These are
# what the command is linked with, what guests run, and their firmware; nothing in there is run here.
# Usage: tests/kernels/cross-root.sh SUITE [FLAVOUR]     prints that folder; FLAVOUR is arm64 or arm64-16k
# The kernel is fetched beside it, for the guests: tests/guest/kernel.sh finds it there.
set -eu

suite=${1:?usage: cross-root.sh SUITE [FLAVOUR]}
flavour=${2:-arm64}
top=$(cd "$(dirname "$0")/../.." && pwd)
cache=${DAX_KMEM_CACHE:-$top/build/cache}
root=$cache/suite/$suite-arm64
release=${suite%-backports}
backports=
[ "$suite" = "$release" ] || backports=yes

# with the programs that tests/guest/initramfs.sh takes, and the libraries that README names
guest=busybox-static,kmod,udev,ndctl,daxctl,numactl,strace,bpftool,qemu-efi-aarch64
guest=$guest,libc6-dev,libkmod-dev,libudev-dev,libsmartcols-dev,uuid-dev,libinih-dev,libjson-c-dev

in_root() {
	"$top/tests/kernels/in-root.sh" "$root" "$@"
}

system() {	# FOLDER OPTION...
	folder=$1
	shift
	"$top/tests/sources.sh" "$suite" | mmdebstrap --quiet --aptopt='Acquire::Check-Valid-Until "false"' \
		--aptopt='APT::Install-Recommends "false"' "$@" "$release" "$folder" - >&2
}

mkdir -p "$cache/suite"
exec 9> "$root.lock"
flock 9
if [ ! -e "$root.done" ]; then
	rm -rf "$root"
	# perl is for the check of comments that W=1 is, too
	system "$root" --variant=apt --architectures=amd64,arm64 \
		--include=gcc-aarch64-linux-gnu,libc6-dev-arm64-cross,make,kmod,xz-utils,pkg-config,perl
	system "$root/guest" --variant=extract --architectures=arm64 --include="$guest"
	# only unpacked, and programs and the linker's scripts say /bin and /lib
	ln -sfn usr/bin "$root/guest/bin"
	ln -sfn usr/lib "$root/guest/lib"
	touch "$root.done"
fi

# newest PACKAGE: what it depends on that has a version in its name
newest() {
	# backports only: what is by default from the release would not be from its updates
	in_root apt-cache ${backports:+-o "APT::Default-Release=$suite"} show --no-all-versions "$1:arm64" |
		sed -n 's/^Depends: .*\(linux-headers-[^ ,]*\).*/\1/p'
}
# take DIRECTORY PACKAGE...: those of them that this suite has; its packages cannot be installed, as
# the headers want a compiler that runs on arm64
take() {
	into=$1
	shift
	rm -rf "$root/fetch"
	mkdir "$root/fetch"
	for package; do
		in_root sh -c "! apt-cache show $package:arm64 > /dev/null 2>&1 ||
			{ cd /fetch && apt-get -q download $package:arm64; }" >&2
	done
	for deb in "$root"/fetch/*.deb; do
		dpkg-deb -x "$deb" "$into"
	done
	rm -r "$root/fetch"
}

# each time: what counts is what is current today
in_root apt-get -q update >&2
headers=$(newest "linux-headers-$flavour")
kver=${headers#linux-headers-}
[ -n "$kver" ] || { echo "$suite has no linux-headers-$flavour" >&2; exit 1; }
if [ ! -e "$root/usr/src/$headers.done" ]; then
	# what it depends on that runs here, or anywhere
	# shellcheck disable=SC2046 # a list of words
	in_root apt-get -qy ${backports:+-t "$suite"} install $(in_root apt-cache show "$headers:arm64" |
		sed -n 's/^Depends: //p' | tr ',' '\n' | grep -o 'linux-\(kbuild\|headers\)-[^ ]*' | sort -u) >&2
	take "$root" "$headers"
	touch "$root/usr/src/$headers.done"
fi
kernel=$cache/kernel/$kver
if [ ! -e "$kernel/done" ]; then
	rm -rf "$kernel"
	mkdir -p "$kernel/tree/boot"
	# from 7.x on the image is a frame, and what it frames stands in packages of their own
	take "$kernel/tree" "linux-image-$kver" "linux-modules-$kver" "linux-binary-$kver" "linux-base-$kver"
	[ -d "$kernel/tree/lib/modules" ] || ln -s usr/lib "$kernel/tree/lib"
	[ -e "$kernel/tree/boot/vmlinuz-$kver" ] ||
		cp "$kernel/tree/lib/modules/$kver/vmlinuz" "$kernel/tree/boot/vmlinuz-$kver"
	depmod -b "$kernel/tree" "$kver"
	ln -s "../../suite/$suite-arm64/guest" "$kernel/guest"
	touch "$kernel/done"
fi
echo "$kver" > "$root/kver-$flavour"
echo "$root"
