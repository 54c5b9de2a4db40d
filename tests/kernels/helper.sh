#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
# Builds the helper and the manual pages with a suite's own compiler and libraries, and starts it.
# Usage: tests/kernels/helper.sh SUITE
set -eu

suite=${1:?usage: helper.sh SUITE}
top=$(cd "$(dirname "$0")/../.." && pwd)
root=$("$top/tests/kernels/chroot.sh" "$suite")

in_root() {
	"$top/tests/kernels/in-root.sh" "$root" "$@"
}

# those that README names
in_root apt-get -qy install pkg-config scdoc libkmod-dev libudev-dev libsmartcols-dev uuid-dev libinih-dev
rm -rf "$root/dax-kmem"
mkdir "$root/dax-kmem"
cd "$top"
git ls-files -z | xargs -0 cp --parents -t "$root/dax-kmem"
in_root make -C /dax-kmem helper man CFLAGS="-O2 -Werror"
version=$(sed -n 's/^PACKAGE_VERSION="\(.*\)"$/\1/p' dkms.conf)
[ "$(in_root /dax-kmem/build/helper/dax-kmem --version)" = "dax-kmem $version" ]
rm -r "$root/dax-kmem"
