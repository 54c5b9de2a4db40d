# SPDX-License-Identifier: GPL-2.0-only
# Listed for early, and the module has come after this kernel's initramfs was made: it is taken when udev
# loads the drivers, still before dax_pmem.
check_ram "$ram"
equal "late: dax_pmem was never asked" 0 "$(dmesg | grep -c "dax_pmem.probe($(device_of "$ram"))")"
equal "late: no unit failed" "" "$(failed_units)"
