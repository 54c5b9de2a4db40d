#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
# Runs a command where a mutant does no harm by mistake: it sees no process of others, and can write only below
# DIRECTORY, and to a /tmp and a /run of its own, and not without limit. It has no network, and may load no module. All
# that it has started ends with it. It still runs as root: this is no protection from what is meant to do harm.
# Usage: tests/mutate/sandbox.sh DIRECTORY COMMAND...    DIRECTORY is not below /tmp
set -eu

# shellcheck disable=SC2016 # for the inner shell, which has the directory as its first argument
exec unshare --mount --net --pid --fork --kill-child --mount-proc sh -euc '
	directory=$(realpath "$1")
	shift
	mount --bind "$directory" "$directory"
	while read -r _ _ _ _ mounted _; do
		case $mounted in
		"$directory" | /proc | /dev | /dev/*) ;;
		*) mount -o remount,bind,ro "$mounted" 2> /dev/null || true ;;
		esac
	done < /proc/self/mountinfo
	mount -t tmpfs -o mode=755,size=64m none /run
	mount -t tmpfs -o mode=1777,size=256m none /tmp
	mount -t tmpfs -o mode=1777,size=64m none /dev/shm
	# no file grows beyond 1 GiB, and when memory runs out, the kernel ends this first
	ulimit -f 2097152
	echo 1000 > /proc/self/oom_score_adj
	# the working directory is still that of before
	cd "$(pwd -P)"
	TMPDIR=/tmp exec setpriv --bounding-set=-sys_module,-sys_rawio,-sys_boot,-mknod "$@"' sandbox "$@"
