#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
# Runs one guest case, in guests of its own, one after the other.
# Usage: tests/guest/case.sh KVER CASE [shell]
# Prints KTAP. With "shell": no test, but a shell in a guest set up like that case's.
# shellcheck disable=SC1091,SC2034
set -eu

here=$(cd "$(dirname "$0")" && pwd)
top=$(cd "$here/../.." && pwd)
kver=$1
name=$2
file=$here/cases/$name.sh
dir=$top/build/guest/run/$name

. "$top/tests/lib/results.sh"
. "$here/head.sh"
# shellcheck source=tests/guest/arch.sh
. "$here/arch.sh"
arch_set "$kver"
results_of="$name: "

prepare() {
	rm -rf "$dir"
	mkdir -p "$dir/root/test"
	cp "$here/init" "$dir/root/init"
	cp "$here/lib.sh" "$top/tests/lib/results.sh" "$dir/root/test/"
	cp "$file" "$dir/root/test/case.sh"
	for wanted in $(setting "$file" files); do
		mkdir -p "$dir/root/test/tree"
		(cd "$top" && cp --parents "$wanted" "$dir/root/test/tree/")
	done
	wanted=$(setting "$file" packages)
	# shellcheck disable=SC2086 # a list of words
	[ -z "$wanted" ] || cp -r "$("$here/packages.sh" $wanted)/." "$dir/root/"
	for key in cmdline memory seconds firmware expects qemu monitor capture; do
		setting "$file" $key > "$dir/$key"
	done
	setting "$file" device label-size=128K,node=1 > "$dir/nvdimm"
	[ -z "$(cat "$dir/firmware")" ] ||
		"$here/testkey.sh" module "$built/module/$kver/module/dax_kmem.ko" "$dir/root/test/dax_kmem.ko"
	n=0
	for size in $(setting "$file" nvdimm 4G); do
		[ "$size" != none ] || break
		truncate -s "$size" "$dir/nvdimm$n.img"
		n=$((n + 1))
	done
	: > "$dir/saved"
}

# What the kernel complained of, but for what the case expects, and the one trace that belongs to it.
complaints() {
	grep -Ean 'BUG:|WARNING:|Oops|Call Trace|Kernel panic' "$dir/console.log" |
		awk -v expects="$(cat "$dir/expects")" '
			expects != "" && $0 ~ expects { skip = 1; next }
			skip && /Call Trace/ { skip = 0; next }
			{ print }'
}

# What the case called and its shell does not know. If that was to be a check, it was never made.
unknown() {
	grep -Eaho '/init: .*line [0-9]+: .*: not found' "$dir/console.log"
}

# The results of one boot.
collect() {	# BOOT
	# UEFI clears the screen, on every serial port
	tr -d '\r' < "$dir/result" | sed 's/\x1b\[[0-9;=]*[A-Za-z]//g' > "$dir/lines"
	planned=$(sed -n 's/^1\.\.\([0-9]*\).*/\1/p' "$dir/lines" | tail -n 1)
	reported=$(grep -Ec '^(ok|not ok) ' "$dir/lines" || true)
	grep -E '^(ok|not ok|#) ' "$dir/lines" > "$dir/said" || true
	relay < "$dir/said"
	sed -n 's/^save //p' "$dir/lines" >> "$dir/saved"
	if [ "${planned:-none}" != "$reported" ] || [ "$reported" = 0 ]; then
		result "not ok" "boot $1 ran to its end (planned ${planned:-none}, ran $reported)"
		tail -n 15 "$dir/console.log" | tr -d '\r' | explain
	fi
	if unknown > "$dir/bad"; then
		result "not ok" "boot $1 called only what its shell knows"
		head -n 5 "$dir/bad" | explain
	fi
	# a kernel that complained has failed, whatever the case says
	complaints > "$dir/bad"
	if [ -s "$dir/bad" ]; then
		result "not ok" "boot $1 left a clean kernel log"
		head -n 5 "$dir/bad" | tr -d '\r' | explain
	else
		result ok "boot $1 left a clean kernel log"
	fi
}

# The guest's own kernel and initramfs, to be had within it.
add_capture() {
	rm -f "$dir/root/test/vmlinuz" "$dir/root/test/initrd"
	(cd "$dir/root" && find . | cpio -o -H newc --quiet) > "$dir/overlay.cpio"
	cat "$("$here/initramfs.sh" "$kver")" "$dir/overlay.cpio" > "$dir/root/test/initrd"
	cp "$("$here/kernel.sh" "$kver")/boot/vmlinuz-$kver" "$dir/root/test/vmlinuz"
}

# A lost guest is the emulator's failure: it is said, and tried once more.
boot() {	# BOOT
	printf "BOOT=%s\n" "$1" | cat - "$dir/saved" > "$dir/root/test/vars"
	[ -z "$(cat "$dir/capture")" ] || add_capture
	for image in "$dir"/nvdimm?.img; do
		[ -e "$image" ] && cp --sparse=always "$image" "$image.before"
	done
	for try in 1 2; do
		if "$here/boot.sh" "$kver" "$dir"; then
			collect "$1"
			return
		fi
		echo "# $name: lost a guest in boot $1"
		cp "$dir/console.log" "$dir/console.lost$try.log" 2>/dev/null || true
		for image in "$dir"/nvdimm?.img; do
			[ -e "$image" ] && cp --sparse=always "$image.before" "$image"
		done
	done
	result "not ok" "boot $1 lost its guest twice, see ${dir#"$top/"}"
}

if [ ! -e "$file" ]; then
	result "not ok" "there is no such case"
	exit
fi
wrong=$(head_errors "$file")
if [ -n "$wrong" ]; then
	result "not ok" "its head says what it wants"
	echo "$wrong" | explain
	exit
fi
if [ "${3-}" != shell ] && reason=$(why_not "$file" "$kver"); then
	skip "all of it" "$reason"
	echo "# $name took 0 s"
	exit
fi
prepare
if [ "${3-}" = shell ]; then
	echo BOOT=1 > "$dir/root/test/vars"
	exec "$here/boot.sh" "$kver" "$dir" shell
fi
started=$(date +%s)
boots=$(setting "$file" boots 1)
n=1
while [ "$n" -le "$boots" ]; do
	boot "$n"
	n=$((n + 1))
done
echo "# $name took $(($(date +%s) - started)) s"
rm -f "$dir"/nvdimm?.img* "$dir/initrd" "$dir/overlay.cpio"
