#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
# Fetches Debian packages for a guest, without installing them, with the libraries of this machine that their
# programs are linked with. Usage: tests/guest/packages.sh PACKAGE...     prints the folder that has the files
set -eu

: "${1:?usage: packages.sh PACKAGE...}"
top=$(cd "$(dirname "$0")/../.." && pwd)
name=$(echo "$*" | tr ' ' +)
cache=${DAX_KMEM_CACHE:-$top/build/cache}/package/$name

if [ ! -e "$cache/done" ]; then
	rm -rf "$cache"
	mkdir -p "$cache/deb" "$cache/tree"
	(cd "$cache/deb" && apt-get -q download "$@") >&2
	for deb in "$cache"/deb/*.deb; do
		dpkg-deb -x "$deb" "$cache/tree"
	done
	rm -r "$cache/deb"
	find "$cache/tree" -type f -perm /111 | while read -r file; do
		# those that are in the packages themselves are not found, and are there
		ldd "$file" 2> /dev/null | sed -n 's/.*=> \(\/[^ ]*\) .*/\1/p'
	done | sort -u | while read -r library; do
		mkdir -p "$cache/tree/$(dirname "$library")"
		[ -e "$cache/tree/$library" ] || cp -L "$library" "$cache/tree/$library"
	done
	touch "$cache/done"
fi
echo "$cache/tree"
