#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
# Builds the helper and the manual pages with a suite's own compiler and libraries, and starts it; then
# installs all of it as people do, without DESTDIR, and takes it away again.
# Usage: tests/kernels/helper.sh SUITE
set -eu

suite=${1:?usage: helper.sh SUITE}
top=$(cd "$(dirname "$0")/../.." && pwd)
root=$("$top/tests/kernels/chroot.sh" "$suite")

in_root() {
	"$top/tests/kernels/in-root.sh" "$root" "$@"
}

# those that README names
in_root apt-get -qy install pkg-config scdoc libkmod-dev libudev-dev libsmartcols-dev libjson-c-dev \
	uuid-dev libinih-dev
rm -rf "$root/dax-kmem"
mkdir "$root/dax-kmem"
cd "$top"
git ls-files -z | xargs -0 cp --parents -t "$root/dax-kmem"
in_root make -C /dax-kmem helper man CFLAGS="-O2 -Werror"
version=$(sed -n 's/^PACKAGE_VERSION="\(.*\)"$/\1/p' dkms.conf)
[ "$(in_root /dax-kmem/build/helper/dax-kmem --version)" = "dax-kmem $version" ]

kver=$(cat "$root/kver")
# what is there, but for what others keep up to date
list() {	# FIND EXPRESSION
	in_root find / -xdev \( -path /proc -o -path /dax-kmem -o -path /tmp -o -path /var/log \
		-o -path '*/modules.*' -o -path /usr/share/mime -o -path /var/lib/dpkg \) -prune \
		-o \( "$@" \) -print | sort
}
make -s dkms-uninstall DESTDIR="$root"	# what build.sh has tried
list -true > "$root/dax-kmem/before"
in_root make -C /dax-kmem install dkms-install KVER="$kver"
in_root sh -c 'dax-kmem --version && test -e /lib/udev/rules.d/85-dax-kmem.rules'
in_root dkms status "dax-kmem/$version" -k "$kver" | grep -q installed
# what is taken early follows the command
early=$root/etc/modprobe.d/dax-kmem-early.conf
mkdir -p "${early%/*}"
echo "options dax_kmem ids=" > "$early"
in_root make -C /dax-kmem uninstall
[ ! -e "$early" ]
[ -e "$early.removed" ]
in_root make -C /dax-kmem install
[ -e "$early" ]
[ ! -e "$early.removed" ]
rm "$early"
in_root make -C /dax-kmem uninstall dkms-uninstall
list -true > "$root/dax-kmem/after"
# Nothing that was there is gone. What is new is a directory that may be for all: no file, and none of our name.
gone=$(comm -23 "$root/dax-kmem/before" "$root/dax-kmem/after")
left=$(list ! -type d -o -name '*dax*kmem*' | comm -13 "$root/dax-kmem/before" -)
echo "gone: ${gone:-nothing}; left: ${left:-nothing}"
[ -z "$gone$left" ]
rm -r "$root/dax-kmem"
