# SPDX-License-Identifier: GPL-2.0-only
# From the initramfs on: device_dax never sees it.
dev=$(device_of "$ram")
check_ram "$ram"
check "early: the other one is left alone" is_devdax "$data"
status_is "early" 0
equal "early: dax_pmem was never asked" 0 "$(dmesg | grep -c "dax_pmem.probe($dev)")"
check "early: but for the other one" sh -c "dmesg | grep -q 'dax_pmem.probe($(device_of "$data"))'"
equal "early: nor was a device made in /dev" 1 "$(ls /dev/dax* | wc -l)"
check "early: it was taken in the initramfs" test \
	"$(dmesg | grep -n "dax_kmem $dev" | head -n 1 | cut -d: -f1)" -lt \
	"$(dmesg | grep -n 'EXT4-fs (vda): mounted' | head -n 1 | cut -d: -f1)"
check "early: it was online before udev had found it" sh -c "test \
	\$(systemctl show -P ExecMainExitTimestampMonotonic dax-kmem-early) -lt \
	\$(systemctl show -P ActiveEnterTimestampMonotonic sysinit.target)"
equal "early: no unit failed" "" "$(failed_units)"
