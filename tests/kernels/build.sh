#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
# Builds and installs the module through a suite's own dkms, with its own compiler.
# Usage: tests/kernels/build.sh SUITE     prints the kernel version; the module is then where the
# guests look for it.
set -eu

suite=${1:?usage: build.sh SUITE}
top=$(cd "$(dirname "$0")/../.." && pwd)
root=$("$top/tests/kernels/chroot.sh" "$suite")
kver=$(cat "$root/kver")
version=$(sed -n 's/^PACKAGE_VERSION="\(.*\)"$/\1/p' "$top/dkms.conf")
name=dax-kmem/$version

in_root() {
	"$top/tests/kernels/in-root.sh" "$root" "$@"
}

in_root dkms remove "$name" --all > /dev/null 2>&1 || true
rm -rf "$root/usr/src/dax-kmem-$version"
make -s -C "$top" dkms-install DESTDIR="$root" >&2
for step in add build install; do
	in_root dkms $step "$name" -k "$kver" > "$root/dkms.log" 2>&1 || {
		cat "$root/dkms.log" "$root/var/lib/dkms/$name/build/make.log" >&2
		exit 1
	}
done
in_root dkms status "$name" -k "$kver" | grep -q installed
# as when a kernel is installed later
in_root dkms uninstall "$name" -k "$kver" > /dev/null 2>&1
in_root dkms autoinstall -k "$kver" > "$root/dkms.log" 2>&1 || { cat "$root/dkms.log" >&2; exit 1; }
in_root dkms status "$name" -k "$kver" | grep -q installed || {
	echo "dkms autoinstall has not installed it" >&2
	exit 1
}

out=$top/build/module/$kver/module
mkdir -p "$out"
for file in "$root/lib/modules/$kver"/updates/dkms/dax_kmem.ko*; do
	case $file in
	*.xz) xz -dc "$file" > "$out/dax_kmem.ko.new" ;;
	*) cp "$file" "$out/dax_kmem.ko.new" ;;
	esac
done
mv "$out/dax_kmem.ko.new" "$out/dax_kmem.ko"
in_root dkms remove "$name" --all > /dev/null 2>&1
! ls "$root/lib/modules/$kver"/updates/dkms/dax_kmem.ko* > /dev/null 2>&1 || {
	echo "dkms remove has left the module behind" >&2
	exit 1
}

# a kernel without an option that is needed is refused, and the option is named
headers=$root/$(in_root readlink -f "/lib/modules/$kver/build")
for file in .config include/config/auto.conf; do
	cp "$headers/$file" "$headers/$file.kept"
	sed -i '/^CONFIG_MEMORY_FAILURE=/d' "$headers/$file"
done
rc=0
{ in_root dkms add "$name" && in_root dkms build "$name" -k "$kver"; } > "$root/dkms.log" 2>&1 || rc=$?
for file in .config include/config/auto.conf; do
	mv "$headers/$file.kept" "$headers/$file"
done
cat "$root/var/lib/dkms/$name/build/make.log" >> "$root/dkms.log" 2> /dev/null || true
in_root dkms remove "$name" --all > /dev/null 2>&1 || true
if [ "$rc" = 0 ] || ! grep -q 'built without CONFIG_MEMORY_FAILURE' "$root/dkms.log"; then
	cat "$root/dkms.log" >&2
	echo "a kernel without CONFIG_MEMORY_FAILURE is not refused by that name" >&2
	exit 1
fi
echo "$kver"
