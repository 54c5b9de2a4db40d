# SPDX-License-Identifier: GPL-2.0-only
# The pmem node is in a memory tier of its own, below DRAM's.
load_pmem
make_devdax -s 2G
modprobe dax_kmem
echo offline > $blocks/auto_online_blocks

# The in-tree kmem on the same node, once we have been there: it gives back a count that it has not
# taken, and without a type the core falls over the node's last offline.
exits 0 "attach, nothing online" dax-kmem attach --no-online "$uuid"
undo "$dax"
check "rmmod" rmmod dax_kmem
modprobe kmem
kmem_chardevs=
for n in 1 2; do
	ndctl create-namespace -m devdax --map=mem -s 384M > /tmp/other.json
	kmem_chardevs="$kmem_chardevs $(json chardev /tmp/other.json)"
done
for device in $kmem_chardevs; do
	check "kmem: $device is RAM" daxctl reconfigure-device --mode=system-ram "$device"
done
for device in $kmem_chardevs; do
	check "kmem: $device is none again" daxctl reconfigure-device --mode=devdax --force "$device"
done
modprobe dax_kmem

tiers=/sys/devices/virtual/memory_tiering
for round in 1 2; do
	exits 0 "attach, round $round" dax-kmem attach "$uuid"
	if [ -e $tiers ]; then
		grep . $tiers/memory_tier*/nodelist
		dram=$(grep -lx 0 $tiers/memory_tier*/nodelist)
		pmem=$(grep -lx 1 $tiers/memory_tier*/nodelist)
		check "node 0 is alone in its tier" test -n "$dram"
		check "node 1 is alone in its tier" test -n "$pmem"
		tier_of() { echo "$1" | sed 's/.*memory_tier\([0-9]*\).*/\1/'; }
		check "which is a slower one" test "$(tier_of "$pmem")" -gt "$(tier_of "$dram")"
	else
		result ok "this kernel has no memory tiers"
	fi
	undo "$dax"
done
