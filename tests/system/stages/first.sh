# SPDX-License-Identifier: GPL-2.0-only
# A person's one command, on a machine with two NVDIMMs. Nothing has been configured yet.
wait_for "two regions" test -e $nd/region1
udevadm settle
ndctl disable-region all > /dev/null && ndctl init-labels all > /dev/null && ndctl enable-region all > /dev/null
mkdir -p /var/lib/dkm
for n in 0 1; do
	[ $n = 0 ] && name=ram || name=data
	ndctl create-namespace -r region$n -m devdax --map=mem --name $name > /tmp/ns.json
	echo "$name=$(sed -n 's/.*"uuid":"\(.*\)".*/\1/p' /tmp/ns.json | head -n 1)" >> /var/lib/dkm/uuids
done
. /var/lib/dkm/uuids
check "both are device-dax" test "$(field "$ram" state) $(field "$data" state)" = "devdax devdax"
equal "nothing is configured, and no unit was started" "" \
	"$(systemctl list-units --all --plain --no-legend 'dax-kmem*' | awk '{ print $1 }')"
check "nor is the module loaded" test ! -e /sys/module/dax_kmem
check "dax-kmem enable" dax-kmem enable "$ram"
check "it is still device-dax" is_devdax "$ram"
equal "no unit failed" "" "$(failed_units)"
