#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
# Prints the words that have QEMU go on as nobody once it has opened everything: none where it is not root
# that starts it. Usage: tests/guest/as-nobody.sh QEMU
# QEMU 9.1 has given the option another name, and QEMU 10 no longer knows the old one.
set -eu

[ "$(id -u)" = 0 ] || exit 0
if "$1" -help | grep -q '^-runas '; then
	echo "-runas nobody"
else
	echo "-run-with user=nobody"
fi
