#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
# Installs what building and testing need and this Debian machine lacks. Usage: tests/deps.sh
set -eu

# Debian 12 has it by clang's version only
clang_rt=libclang-rt-dev
! grep -q '^VERSION_ID="12"' /etc/os-release || clang_rt=libclang-rt-14-dev

packages="build-essential git linux-headers-amd64 kmod pkg-config
	libkmod-dev libudev-dev libsmartcols-dev libjson-c-dev uuid-dev libinih-dev
	scdoc libcmocka-dev sparse shellcheck strace procps clang $clang_rt gcovr bash
	flex bison libelf-dev libssl-dev bc
	debhelper dh-dkms lintian rpm udev systemd e2fsprogs zstd
	ovmf sbsigntool openssl qemu-system-x86 busybox-static ndctl daxctl cpio xz-utils bpftool mmdebstrap"

missing=
for package in $packages; do
	dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null | grep -qx installed ||
		missing="$missing $package"
done
[ -n "$missing" ] || exit 0
if [ "$(id -u)" != 0 ]; then
	echo "missing packages:$missing" >&2
	echo "install them, or run this as root" >&2
	exit 1
fi
export DEBIAN_FRONTEND=noninteractive
apt-get -q update
# shellcheck disable=SC2086 # a list of words
apt-get -qy install --no-install-recommends $missing
