# SPDX-License-Identifier: GPL-2.0-only
# A configuration with a mistake.
check "broken configuration: device-dax" is_devdax "$ram"
says "broken configuration: the journal says where and what" \
	"/etc/dax-kmem.conf:3: zone = moveable: it takes movable, kernel or auto"
check "broken configuration: its units failed" test -n "$(failed_units)"
status_is "broken configuration" 2
equal "broken configuration: and no other" "" "$(failed_units | tr ' ' '\n' | grep -v '^dax-kmem@')"
configure "[the whole fleet]\nname = ram"
