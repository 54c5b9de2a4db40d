# SPDX-License-Identifier: GPL-2.0-only
# Taken early, and switched off on the kernel command line, in other words: from the initramfs on.
check "switched off, early: device-dax" is_devdax "$ram"
check "switched off, early: the module says so" sh -c "dmesg | grep -q 'disable=1: ids= is ignored'"
equal "switched off, early: no unit was started" "" \
	"$(systemctl list-units --all --plain --no-legend 'dax-kmem@*' | awk '{ print $1 }')"
equal "switched off, early: no unit failed" "" "$(failed_units)"
