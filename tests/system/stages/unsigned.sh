# SPDX-License-Identifier: GPL-2.0-only
# The kernel takes signed modules only, as with Secure Boot, and does not know dkms' key.
check "unsigned: device-dax" is_devdax "$ram"
status_is "unsigned" 8
says "unsigned: the journal says what to do" "enroll the key that dkms signs with: 'mokutil --import"
says "unsigned: and that no key has signed it" "it is not signed: install openssl, 'dkms remove dax-kmem/"
equal "unsigned: our unit failed" "dax-kmem@$(device_of "$ram").service" \
	"$(failed_units | tr ' ' '\n' | grep dax-kmem)"
dax-kmem attach "$ram" > /dev/null 2>&1
equal "unsigned: by hand, exit code 8" 8 $?
