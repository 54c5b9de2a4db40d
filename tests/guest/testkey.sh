#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
# Signs with the test key that comes with OVMF, and that its test firmware trusts. Everybody has it.
# Usage: tests/guest/testkey.sh kernel|module FILE SIGNED
set -eu

key=/usr/share/ovmf/PkKek-1-snakeoil.key
cert=/usr/share/ovmf/PkKek-1-snakeoil.pem
plain=$(mktemp)
trap 'rm -f "$plain"' EXIT
openssl rsa -passin pass:snakeoil -in $key -out "$plain" 2> /dev/null

case $1 in
kernel)
	sbsign --key "$plain" --cert $cert --output "$3" "$2" 2> /dev/null
	;;
module)
	cp "$2" "$3"
	for tool in /usr/lib/linux-kbuild-*/scripts/sign-file; do :; done
	"$tool" sha256 "$plain" $cert "$3"
	;;
esac
