#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
# Installs what building and testing need and this Debian machine lacks.
# Usage: tests/deps.sh [demo|STAGE...]     a STAGE is one of tests/check.sh; without one it is all of them
set -eu

# Debian 12 has it by clang's version only
clang_rt=libclang-rt-dev
# and its systemd has the files that tell where units go, of which later ones have made a package
systemd="systemd systemd-dev"
! grep -q '^VERSION_ID="12"' /etc/os-release || { clang_rt=libclang-rt-14-dev; systemd=systemd; }

build="make gcc libc6-dev"
helper="$build pkg-config libkmod-dev libudev-dev libsmartcols-dev uuid-dev libinih-dev libjson-c-dev"
module="$build linux-headers-amd64 kmod"
guest="$helper $module qemu-system-x86 busybox-static udev ndctl cpio"
cases="$guest daxctl bpftool strace numactl ovmf sbsigntool openssl"
command="$helper kmod strace procps jq python3-jsonschema locales"
shells="bash zsh fish"
packages="$helper $module build-essential git debhelper dh-dkms lintian rpm elfutils scdoc $systemd zstd"

# what guests of another architecture run in, where "make ARCH=..." asks for it
emulator=
[ "${ARCH-}" != arm64 ] || emulator=qemu-system-arm

needs() {	# demo|STAGE
	case $1 in
	demo) echo "$guest" ;;
	style) echo "$helper $module git patch perl sparse shellcheck bash busybox-static xz-utils" ;;
	unit) echo "$helper libcmocka-dev" ;;
	cli) echo "$command $shells" ;;
	fuzz) echo "$helper clang $clang_rt" ;;
	faults) echo "$command" ;;
	coverage) echo "$command $shells gcovr" ;;
	mutate) echo "$command $shells libcmocka-dev git python3 util-linux" ;;
	packages) echo "$packages rpmlint $command" ;;
	guest) echo "$cases" ;;
	mutants) echo "$cases $command $shells libcmocka-dev git patch" ;;
	kernels) echo "$cases mmdebstrap git xz-utils $emulator" ;;
	bench) echo "$cases git python3 gnuplot-nox valgrind mmdebstrap xz-utils" ;;
	system) echo "$packages $guest mmdebstrap e2fsprogs xz-utils" ;;
	headers) echo "$build binutils mmdebstrap xz-utils" ;;
	newest) echo "$cases mmdebstrap git xz-utils" ;;
	host) echo "git mmdebstrap" ;;
	debug) echo "$cases build-essential git flex bison libelf-dev libssl-dev bc xz-utils" ;;
	*) echo "tests/deps.sh: $1 is no stage" >&2; return 1 ;;
	esac
}

what=${*:-everything}
[ $# -gt 0 ] ||
	set -- demo style unit cli fuzz faults coverage mutate packages guest mutants kernels bench system debug
list=
for stage; do
	list="$list $(needs "$stage")"
done
missing=
# shellcheck disable=SC2086 # a list of words
for package in $(printf '%s\n' $list | sort -u); do
	dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null | grep -qx installed ||
		missing="$missing $package"
done
[ -n "$missing" ] || exit 0
if [ "$(id -u)" != 0 ]; then
	echo "missing packages:$missing" >&2
	echo "install them, or run this as root" >&2
	exit 1
fi
echo "Installing what $what needs and is missing here:$missing"
export DEBIAN_FRONTEND=noninteractive
apt-get -q update
# shellcheck disable=SC2086 # a list of words
apt-get -qy install --no-install-recommends $missing
