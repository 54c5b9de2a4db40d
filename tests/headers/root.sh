#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
# A folder of the cache with the headers of a Debian release's kernels, of its security updates and of what is laid
# over it, and with the compilers that these were built by. Those for arm64 are beside them, with a cross compiler.
# Usage: tests/headers/root.sh RELEASE     prints that folder; its file "kernels" lists the kernels
# In the environment: ALL=yes, all that the mirror has, and not only the latest update of each version; ONLY=, a
# regular expression, chooses kernels.
set -eu

release=${1:?usage: root.sh RELEASE}
top=$(cd "$(dirname "$0")/../.." && pwd)
cache=${DAX_KMEM_CACHE:-$top/build/cache}
root=$cache/headers/$release

in_root() {
	"$top/tests/kernels/in-root.sh" "$root" "$@"
}

# One for all packages: the release's own, its security updates, and what is laid over it where there is such.
sources() {
	"$top/tests/sources.sh" "$release"
	case $release in
	bookworm | trixie) "$top/tests/sources.sh" "$release-backports" | tail -n 1 ;;
	sid) "$top/tests/sources.sh" experimental | tail -n 1 ;;
	esac
}

# 6.1.0-57-amd64 stands for 6.1.0-56-amd64, and 6.12.118+deb13-amd64 for 6.12.117+deb13-amd64.
chosen() {
	sort -rV | grep -E "${ONLY:-.}" | awk -v all="${ALL-}" '
		{
			version = $0
			sub(/^[0-9]+\.[0-9]+/, "&:", version)
			sub(/:[.0-9]*(-[0-9]+)?/, ":", version)
			sub(/\+deb[0-9.]+/, "", version)
			sub(/:\.deb[0-9]+\.[0-9]+/, ":", version)
		}
		all == "yes" || !seen[version]++'
}

if [ ! -e "$root.done" ]; then
	rm -rf "$root"
	mkdir -p "$cache/headers"
	# perl and python3: W=1 has the comments checked by programs of the kernel's
	sources | mmdebstrap --quiet --variant=apt --architectures=amd64,arm64 \
		--include=gcc,make,libc6-dev,perl,python3 \
		--aptopt='Acquire::Check-Valid-Until "false"' --aptopt='APT::Install-Recommends "false"' \
		--dpkgopt=force-unsafe-io "$release" "$root" - >&2
	touch "$root.done"
fi
# each time: what counts is what is there today
in_root apt-get -q update >&2

# A metapackage has no kernel's common headers behind it, and is left out.
names='^linux-headers-[0-9].*-(amd64|arm64)(-16k)?$'
# shellcheck disable=SC2046 # a list of words
in_root apt-cache show --no-all-versions $(in_root apt-cache search --names-only "$names" | sed 's/ .*//') |
	awk '/^Package: / { package = $2 } /^Depends: .*linux-headers-[^ ,]*-common/ { print package }' |
	sed 's/^linux-headers-//' | chosen | sort -V > "$root/kernels"

# What a build needs beside these. Some of them depend on the kernel itself, which nothing here boots: so they
# are unpacked, and not installed.
# shellcheck disable=SC2046 # a list of words
in_root apt-cache show --no-all-versions $(sed 's/^/linux-headers-/' "$root/kernels") | sed -n 's/^Depends: //p' |
	tr -s ', ' '\n' | sed -n '/^linux-headers-.*-common\(-rt\)*$/p; /^linux-kbuild-/p
		s/^\(gcc-[0-9]*\).*/\1\n\1-aarch64-linux-gnu/p' | sort -u > "$root/needs"
# An index may list what the mirror no longer has: then all the others, one by one.
# shellcheck disable=SC2046 # a list of words
in_root apt-get -qy install $(cat "$root/needs") >&2 || while read -r package; do
	in_root apt-get -qy install "$package" < /dev/null >&2 || echo "$package is not to be had" >&2
done < "$root/needs"

# What runs while a module is built is amd64's, for either architecture.
rm -rf "$root/fetch"
mkdir "$root/fetch"
while read -r kernel; do
	[ ! -e "$root/usr/src/linux-headers-$kernel/Module.symvers" ] || continue
	package=linux-headers-$kernel
	case $kernel in
	*arm64*) package=$package:arm64 ;;
	esac
	in_root sh -c "cd /fetch && apt-get -q download $package" < /dev/null >&2 ||
		echo "$package is not to be had" >&2
done < "$root/kernels"
# Only that folder: some packages have /lib as a folder, and unpacking it would replace this system's link.
for deb in "$root"/fetch/*.deb; do
	[ ! -e "$deb" ] || dpkg-deb --fsys-tarfile "$deb" | tar x -C "$root" ./usr/src
done
rm -r "$root/fetch"
echo "$root"
