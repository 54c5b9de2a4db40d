# SPDX-License-Identifier: GPL-2.0-only
# What one "enable" has to come to at every boot.
check_ram "$ram"
check "the one that is not listed is left alone" is_devdax "$data"
says "the journal says so" "$data, name data: left as it is, no section of the configuration lists it"
says "and which section lists the other" "$ram, listed in $conf/$ram.conf:2"
equal "no unit failed" "" "$(failed_units)"
check "no complaint of the kernel's" sh -c "! dmesg | grep -E 'BUG:|WARNING:|Oops|Call Trace'"
