#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
# Prints the newest kernel version that Debian headers are installed for.
set -eu
for dir in /usr/src/linux-headers-*-amd64; do
	[ -d "$dir" ] && echo "${dir#/usr/src/linux-headers-}"
done | sort -V | tail -n 1 | grep . || { echo "no linux-headers-*-amd64 is installed" >&2; exit 1; }
