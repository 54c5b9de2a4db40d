#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
# Runs a command in a suite's folder. Usage: tests/kernels/in-root.sh ROOT COMMAND...
# TREE in the environment: a folder that is /tree for it.
# With /proc, which the tools of newer kernels' builds want; the mount is gone with the command.
set -eu

root=$1
export DEBIAN_FRONTEND=noninteractive
# shellcheck disable=SC2016 # the inner shell's own words
exec unshare --mount --fork sh -c 'mount -t proc proc "$0/proc" &&
	{ [ -z "${TREE-}" ] || { mkdir -p "$0/tree" && mount --bind "$TREE" "$0/tree"; }; } &&
	exec chroot "$@"' "$root" "$@"
