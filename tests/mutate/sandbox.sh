#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
# Runs a command where a mutant can harm nothing: it sees no process of others, and can write only below DIRECTORY, and
# to a /tmp and a /run of its own. All that it has started ends with it.
# Usage: tests/mutate/sandbox.sh DIRECTORY COMMAND...    DIRECTORY is not below /tmp
set -eu

# shellcheck disable=SC2016 # for the inner shell, which has the directory as its first argument
exec unshare --mount --pid --fork --kill-child --mount-proc sh -euc '
	directory=$(realpath "$1")
	shift
	mount --bind "$directory" "$directory"
	mount -o remount,bind,ro /
	[ ! -d /sys/bus ] || mount -o remount,bind,ro /sys
	mount -t tmpfs -o mode=755 none /run
	mount -t tmpfs -o mode=1777 none /tmp
	mount -t tmpfs -o mode=1777 none /dev/shm
	# the working directory is still that of before
	cd "$(pwd -P)"
	TMPDIR=/tmp "$@"' sandbox "$@"
