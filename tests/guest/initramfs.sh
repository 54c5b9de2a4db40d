#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
# Builds what is the same in every guest of one kernel. Usage: tests/guest/initramfs.sh KVER
# Prints the path of the initramfs. It holds busybox, kmod, udev, ndctl, daxctl, the kernel's modules
# that matter, our modules, our helper and the test programs: files only, no test.
set -eu

kver=${1:?usage: initramfs.sh KVER}
top=$(cd "$(dirname "$0")/../.." && pwd)
kernel=$("$top/tests/guest/kernel.sh" "$kver")
out=$top/build/guest/$kver
root=$out/root
image=$out/initramfs.cpio
# shellcheck source=tests/guest/arch.sh
. "$top/tests/guest/arch.sh"
arch_set "$kver"

modules="nfit nd_pmem nd_btt dax_pmem device_dax kmem libnvdimm memory-notifier-error-inject fuse $only_here"
# the demo comes without those that only cases want
programs=$(for program in bin/ndctl bin/daxctl bin/kmod sbin/bpftool bin/strace bin/udevadm bin/numactl \
	bin/migratepages; do
	for file in "$other/usr/$program" "$other/$program"; do
		[ ! -e "$file" ] || { echo "$file"; break; }
	done
done)
ours="$built/module/$kver/module/dax_kmem.ko $built/module/$kver/module/dax_zone_guard.ko"
helper=$built/helper/dax-kmem
# is linked with the libraries that the helper loads when it uses them
linked=$built/helper/linked.so
tools=$(for tool in numa_touch dax_pattern phys_dump pin_page crash_kexec vmcore_pages fuse_silent; do
	echo "$built/tests/guest/$tool"; done)

# shellcheck disable=SC2086 # lists of words
if [ -e "$image" ] && [ "$(cat "$out/programs" 2> /dev/null)" = "$programs" ] &&
	[ -z "$(find $ours $helper $linked $tools "$0" -newer "$image")" ]; then
	echo "$image"
	exit 0
fi

rm -rf "$root"
mkdir -p "$root"/bin "$root"/proc "$root"/sys "$root"/dev "$root"/tmp "$root"/run "$root"/etc
cp "$other/bin/busybox" "$root/bin/"
/bin/busybox --list | while read -r applet; do
	[ "$applet" = busybox ] || ln -s busybox "$root/bin/$applet"
done
mkdir -p "$root/sbin" "$root/usr"
ln -s ../bin "$root/usr/bin"
ln -s ../sbin "$root/usr/sbin"

copy() {	# FILE [WHERE]
	mkdir -p "$(dirname "$root/${2-$1}")"
	cp -L "$1" "$root/${2-$1}"
}
# the libraries that a program is linked with, and the loader
copy_libraries() {
	if [ "$other" ]; then
		copy_foreign_libraries "$1"
		return
	fi
	ldd "$1" | sed -n 's/.*=> \(\/[^ ]*\) .*/\1/p; s/^[[:space:]]*\(\/[^ ]*\) (.*/\1/p' |
	while read -r library; do
		[ -e "$root/$library" ] || copy "$library"
	done
}
# The same by the names that are written in it, as nothing of another architecture can be run. Wherever a library is
# there, here it is in a folder where the loader looks.
copy_foreign_libraries() {
	LC_ALL=C readelf -d "$1" | sed -n 's/.*(NEEDED).*\[\(.*\)\]/\1/p' | while read -r name; do
		case $name in
		ld-linux-*) at=lib/$name ;;
		*) at=lib/$libraries/$name ;;
		esac
		[ ! -e "$root/$at" ] || continue
		library=$(find "$other/usr/lib" -name "$name" | head -n 1)
		copy "${library:?$1 needs $name}" "$at"
		copy_foreign_libraries "$library"
	done
}
for program in $programs $helper; do
	rm -f "$root/bin/$(basename "$program")"
	cp "$program" "$root/bin/"
	copy_libraries "$program"
done
copy_libraries "$linked"
for applet in modprobe rmmod lsmod depmod insmod modinfo; do
	rm -f "$root/bin/$applet"
	ln -s ../bin/kmod "$root/sbin/$applet"
done
# shellcheck disable=SC2086 # a list of words
cp $tools "$root/bin/"

# of 5.10 only
[ -z "$(find "$kernel/lib/modules/$kver" -name 'dax_pmem_compat.ko*')" ] ||
	modules="$modules dax_pmem_compat"
for name in $modules; do
	# -C: not the host's modprobe.d, where ndctl has an install line for libnvdimm
	modprobe -C /dev/null -d "$kernel" -S "$kver" --show-depends "$name" |
		sed -n 's/^insmod \([^ ]*\).*/\1/p'
done | sort -u | while read -r file; do
	target=$root/lib/modules/$kver/${file#*"/lib/modules/$kver/"}
	mkdir -p "$(dirname "$target")"
	cp "$file" "$target"
done
mkdir -p "$root/lib/modules/$kver/updates/dkms"
# shellcheck disable=SC2086 # a list of words
cp $ours "$root/lib/modules/$kver/updates/dkms/"
cp "$kernel/lib/modules/$kver"/modules.builtin* "$kernel/lib/modules/$kver/modules.order" \
	"$root/lib/modules/$kver/"
depmod -b "$root" "$kver"

(cd "$root" && find . | cpio -o -H newc --quiet) > "$image.new"
echo "$programs" > "$out/programs"
mv "$image.new" "$image"
echo "$image"
