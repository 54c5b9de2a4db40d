# SPDX-License-Identifier: GPL-2.0-only
# Booted with dax_kmem.disable=1, whatever the configuration says.
check "switched off: device-dax" is_devdax "$ram"
status_is "switched off" 6
equal "switched off: no unit was started" "" \
	"$(systemctl list-units --all --plain --no-legend 'dax-kmem@*' | awk '{ print $1 }')"
wait_for "switched off: a unit that waits for dax-kmem.target" test -s /run/dkm-after
says "switched off: what waits for dax-kmem.target has the journal say so" \
	"everything: left alone, as dax_kmem.disable=1 asks"
# shellcheck disable=SC2016 # awk's own words
check "switched off: a unit that waits for dax-kmem.target is started without" \
	awk '{ exit $2 > 3600000 }' /run/dkm-after
equal "switched off: no unit failed" "" "$(failed_units)"
configure ""
check "enable --early" dax-kmem enable --early "$ram"
check "tells modprobe" grep -q "ids=\"$ram\"" /etc/modprobe.d/dax-kmem-early.conf
