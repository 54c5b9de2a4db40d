#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
# Prints a suite's apt sources, at the mirrors that this machine's apt uses. Usage: tests/sources.sh SUITE
# Backports come with their release, and experimental with sid.
set -eu

suite=${1:?usage: sources.sh SUITE}
release=$("$(dirname "$0")/release.sh" "$suite")

mirror() {	# debian|debian-security
	# shellcheck disable=SC2016 # apt's own
	apt-get indextargets --format '$(REPO_URI)' 'Created-By: Packages' | grep "/$1/*$" | head -n 1
}

main=$(mirror debian)
security=$(mirror debian-security)
echo "deb $main $release main"
[ "$suite" = "$release" ] || echo "deb $main $suite main"
if [ -n "$security" ] && [ "$suite" = "$release" ] && [ "$release" != sid ]; then
	echo "deb $security $release-security main"
fi
