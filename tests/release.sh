#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
# Prints the suite that a suite is laid over, or the suite itself: a whole system is made of that one.
# Usage: tests/release.sh SUITE
set -eu

case ${1:?usage: release.sh SUITE} in
experimental) echo sid ;;
*) echo "${1%-backports}" ;;
esac
