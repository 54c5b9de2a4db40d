# SPDX-License-Identifier: GPL-2.0-only
# A person's one command, on a machine with two NVDIMMs, and a third put in. Nothing has been
# configured yet.
wait_for "two regions" test -e $nd/region1
echo plug >&3
wait_for "an NVDIMM that is put in has a region" test -e $nd/region2
udevadm settle
ndctl disable-region all > /dev/null && ndctl init-labels all > /dev/null && ndctl enable-region all > /dev/null
mkdir -p /var/lib/dkm
n=0
for name in ram data later; do
	ndctl create-namespace -r region$n -m devdax --map=mem --name $name > /tmp/ns.json
	echo "$name=$(sed -n 's/.*"uuid":"\(.*\)".*/\1/p' /tmp/ns.json | head -n 1)" >> /var/lib/dkm/uuids
	n=$((n + 1))
done
. /var/lib/dkm/uuids
equal "all are device-dax" "devdax devdax devdax" \
	"$(field "$ram" state) $(field "$data" state) $(field "$later" state)"
equal "nothing is configured, and no unit was started" "" \
	"$(systemctl list-units --plain --no-legend 'dax-kmem*' | awk '{ print $1 }')"
status_is "nothing is configured" 0
check "nor is the module loaded" test ! -e /sys/module/dax_kmem
check "dax-kmem enable" dax-kmem enable "$ram"
check "dax-kmem enable, of the one put in" dax-kmem enable "$later"
check "it is still device-dax" is_devdax "$ram"
status_is "enabled, and not attached" 6
equal "no unit failed" "" "$(failed_units)"
