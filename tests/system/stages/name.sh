# SPDX-License-Identifier: GPL-2.0-only
# One file for a fleet: by the name in the label.
check_ram "$ram"
status_is "by name" 0
check "by name: the other one is left alone" is_devdax "$data"
equal "by name: no unit failed" "" "$(failed_units)"
