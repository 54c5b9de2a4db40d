#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
# Persistent memory becomes RAM in a guest. Usage: tests/guest/demo.sh KVER     ("make demo")
set -eu

here=$(cd "$(dirname "$0")" && pwd)
top=$(cd "$here/../.." && pwd)
dir=$top/build/guest/run/demo

rm -rf "$dir"
mkdir -p "$dir/root/test"
cp "$here/init" "$dir/root/init"
cp "$here/lib.sh" "$top/tests/lib/results.sh" "$dir/root/test/"
cp "$here/demo/guest.sh" "$dir/root/test/case.sh"
echo BOOT=1 > "$dir/root/test/vars"
echo quiet > "$dir/cmdline"
truncate -s 4G "$dir/nvdimm0.img"

echo "Fetching Debian's kernel $1 for the guest, if it is not there yet; it is not installed ..."
"$here/kernel.sh" "$1" > /dev/null
echo "Making an initramfs ..."
"$here/initramfs.sh" "$1" > /dev/null
echo "Booting it with an emulated 4 GiB NVDIMM (about 20 s) ..."
echo
"$here/boot.sh" "$1" "$dir"
grep -v '^1\.\.' "$dir/result" | tr -d '\r'
rm -f "$dir"/nvdimm0.img "$dir/initrd"
if ! grep -q '^demo: pmem is RAM' "$dir/result"; then
	echo "The demo failed. The guest's console:" >&2
	tail -n 30 "$dir/console.log" >&2
	exit 1
fi
