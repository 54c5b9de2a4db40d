# SPDX-License-Identifier: GPL-2.0-only
# Booted with dax_kmem.disable=1, whatever the configuration says.
check "switched off: device-dax" is_devdax "$ram"
equal "switched off: no unit was started" "" \
	"$(systemctl list-units --all --plain --no-legend 'dax-kmem@*' | awk '{ print $1 }')"
configure ""
check "enable --early" dax-kmem enable --early "$ram"
check "tells modprobe" grep -q "ids=\"$ram\"" /etc/modprobe.d/dax-kmem-early.conf
