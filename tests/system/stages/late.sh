# SPDX-License-Identifier: GPL-2.0-only
# Listed for early, and the module has come after this kernel's initramfs was made: udev does it then.
check_ram "$ram"
check "late: dax_pmem had it first" sh -c "dmesg | grep -q 'dax_pmem.probe($(device_of "$ram"))'"
equal "late: no unit failed" "" "$(failed_units)"
