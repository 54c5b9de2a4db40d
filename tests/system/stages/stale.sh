# SPDX-License-Identifier: GPL-2.0-only
# "disable", and an initramfs from before it.
wait_for "stale initramfs: device-dax again" is_devdax "$ram"
check "stale initramfs: device-dax" is_devdax "$ram"
says "stale initramfs: the journal says who has taken it" "is held by dax_kmem, and no section of the configuration lists it"
says "stale initramfs: and what became of it" "taken early, and not in use: it is given back"
equal "stale initramfs: no unit failed" "" "$(failed_units)"
