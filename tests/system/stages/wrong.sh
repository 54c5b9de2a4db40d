# SPDX-License-Identifier: GPL-2.0-only
# A UUID that no instance has.
check "wrong UUID: device-dax" is_devdax "$ram"
status_is "wrong UUID" 3
says "wrong UUID: the journal says so" "$ram, name ram: left as it is, no section of the configuration lists it"
equal "wrong UUID: no unit failed" "" "$(failed_units)"
configure "[a]\nuuid = $ram\nzone = moveable"
