#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
# Builds and installs the modules through a suite's own dkms, with its own compiler.
# Usage: tests/kernels/build.sh SUITE     prints the kernel version; the modules are then where the
# guests look for them.
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

# what an earlier run may have left, when it was killed
headers=$root/$(in_root readlink -f "/lib/modules/$kver/build")
[ ! -e "$headers/.config.kept" ] || mv "$headers/.config.kept" "$headers/.config"
in_root apt-get -qy purge openssl > /dev/null 2>&1
rm -f "$root"/var/lib/dkms/mok.*
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
for module in dax_kmem dax_zone_guard; do
	for file in "$root/lib/modules/$kver/updates/dkms/$module".ko*; do
		case $file in
		*.xz) xz -dc "$file" > "$out/$module.ko.new" ;;
		*) cp "$file" "$out/$module.ko.new" ;;
		esac
	done
	mv "$out/$module.ko.new" "$out/$module.ko"
done
in_root dkms remove "$name" --all > /dev/null 2>&1
! ls "$root/lib/modules/$kver"/updates/dkms/dax_* > /dev/null 2>&1 || {
	echo "dkms remove has left a module behind" >&2
	exit 1
}

# As doc/security.md has it: with openssl there, dkms makes a key and signs. Before 3.0 it does not.
case $(in_root dkms --version) in
*[!0-9.]2.*) ;;
*)
	key=$root/var/lib/dkms/mok
	[ ! -e "$key.pub" ]
	{
		in_root dkms install "$name" -k "$kver" &&
			in_root apt-get -qy install openssl &&
			in_root dkms remove "$name" -k "$kver" &&
			in_root dkms install "$name" -k "$kver"
	} > "$root/dkms.log" 2>&1 || { cat "$root/dkms.log" >&2; exit 1; }
	signed=$(for file in "$root/lib/modules/$kver"/updates/dkms/dax_*; do
		[ -z "$(modinfo -F signer "$file")" ] || echo "${file##*/}"; done)
	in_root dkms remove "$name" --all > /dev/null 2>&1
	if [ "$(echo "$signed" | sed 's/\.ko.*//' | xargs)" != "dax_kmem dax_zone_guard" ] || [ ! -e "$key.pub" ]; then
		cat "$root/dkms.log" >&2
		echo "dkms has not signed both, with openssl there, but only: $signed" >&2
		exit 1
	fi
	in_root apt-get -qy purge openssl > /dev/null 2>&1
	rm -f "$key.key" "$key.pub"
	;;
esac

# What dkms makes of a kernel that it must not build for: by its exit code, a refusal and no failure.
refuses() {	# TEXT KVER [DKMS OPTIONS...]
	text=$1
	old=$2
	shift 2
	rc=0
	{ in_root dkms add "$name" && in_root dkms build "$name" -k "$old" "$@"; } \
		> "$root/dkms.log" 2>&1 || rc=$?
	in_root dkms remove "$name" --all > /dev/null 2>&1 || true
	# 9 before dkms 3.0, 77 since
	case $rc in
	9 | 77) grep -q "$text" "$root/dkms.log" && return ;;
	esac
	cat "$root/dkms.log" >&2
	echo "dkms ends with $rc, and should refuse: $text" >&2
	exit 1
}
refuses "Linux 4.19.0-1-amd64 is too old; it needs 5.10 or newer" 4.19.0-1-amd64 \
	--kernelsourcedir "/lib/modules/$kver/build"
kept="$headers/.config.kept"
cp "$headers/.config" "$kept"
sed -i '/^CONFIG_MEMORY_FAILURE=/d' "$headers/.config"
refuses 'built without CONFIG_MEMORY_FAILURE' "$kver"
mv "$kept" "$headers/.config"
echo "$kver"
