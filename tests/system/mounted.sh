#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
# Runs a command with an image mounted at $ROOT; the mount is gone with it.
# Usage: tests/system/mounted.sh IMAGE COMMAND...
#        tests/system/mounted.sh IMAGE chroot-with-proc COMMAND...     inside it
set -eu

image=$1
shift
ROOT=$(mktemp -d)
export ROOT IMAGE="$image" DEBIAN_FRONTEND=noninteractive
rc=0
# shellcheck disable=SC2016 # the inner shell's own words
unshare --mount --fork sh -eu -c '
	mount -o loop "$IMAGE" "$ROOT"
	if [ "$1" = chroot-with-proc ]; then
		shift
		mount -t proc proc "$ROOT/proc"
		mount -t sysfs sys "$ROOT/sys"
		mount --bind /dev "$ROOT/dev"
		cp -L /etc/resolv.conf "$ROOT/etc/resolv.conf" 2>/dev/null || true
		set -- chroot "$ROOT" "$@"
	fi
	"$@" || exit $?
' sh "$@" || rc=$?
rmdir "$ROOT"
exit $rc
