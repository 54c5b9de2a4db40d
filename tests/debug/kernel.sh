#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
# Builds a small kernel that finds bugs, from Debian's linux-source package, once: it is cached.
# Usage: tests/debug/kernel.sh     prints the kernel version
# tests/guest/kernel.sh then finds it like any other, and the module is built for it.
set -eu

here=$(cd "$(dirname "$0")" && pwd)
top=$(cd "$here/../.." && pwd)
cache=${DAX_KMEM_CACHE:-$top/build/cache}
source=linux-source-6.1
suffix=-dkm-debug

version=$(apt-cache policy $source | sed -n 's/^  Candidate: //p')
kver=$(echo "$version" | sed 's/-.*//')$suffix
kernel=$cache/kernel/$kver
build=$cache/debug
key=$( (echo "$version"; gcc --version | head -n 1; cat "$here"/*.config) | sha256sum | cut -d' ' -f1)

if [ "$(cat "$kernel/key" 2>/dev/null)" != "$key" ]; then
	rm -rf "$kernel" "$build"
	mkdir -p "$build" "$kernel/tree/boot"
	(cd "$build" && apt-get -q download $source) >&2
	dpkg-deb --fsys-tarfile "$build"/*.deb | tar x --to-stdout ./usr/src/$source.tar.xz |
		tar xJ -C "$build" --strip-components=1
	rm "$build"/*.deb
	cd "$build"
	KCONFIG_ALLCONFIG=/dev/null make -s ARCH=x86_64 allnoconfig >&2
	scripts/kconfig/merge_config.sh -m .config "$here/base.config" "$here/debug.config" \
		> merge.log 2>&1
	make -s ARCH=x86_64 olddefconfig >&2
	# an option that did not stick would be a check that is not made
	cat "$here/base.config" "$here/debug.config" | sed -n 's/^\(CONFIG_[A-Z0-9_]*\)=.*/\1/p' |
		sort -u | while read -r option; do
		want=$(cat "$here/base.config" "$here/debug.config" | grep "^$option=" | tail -n 1)
		[ "${want#*=}" = n ] || grep -qxF "$want" .config || echo "$want"
	done > missing
	if [ -s missing ]; then
		echo "these options did not stick:" >&2
		cat missing >&2
		exit 1
	fi
	make -s -j"$(nproc)" ARCH=x86_64 LOCALVERSION=$suffix bzImage modules >&2
	cp arch/x86/boot/bzImage "$kernel/tree/boot/vmlinuz-$kver"
	make -s ARCH=x86_64 LOCALVERSION=$suffix INSTALL_MOD_PATH="$kernel/tree" modules_install >&2
	rm -f "$kernel/tree/lib/modules/$kver"/build "$kernel/tree/lib/modules/$kver"/source
	echo "$key" > "$kernel/key"
	touch "$kernel/done"
fi
echo "$kver"
