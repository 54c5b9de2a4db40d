# SPDX-License-Identifier: GPL-2.0-only
# runs: every-kernel
# The pmem node is in a memory tier of its own, below DRAM's.
load_pmem
make_devdax -s 2G
modprobe dax_kmem
echo offline > $blocks/auto_online_blocks

# The in-tree kmem on the same node: each of its devices that leaves gives back a count that it may not
# have taken, and without a type the core falls over the node's last offline, whoever that belongs to.
modprobe kmem
kmem_chardevs=
for n in 1 2; do
	ndctl create-namespace -m devdax --map=mem -s 384M > /tmp/other.json
	kmem_chardevs="$kmem_chardevs $(json chardev /tmp/other.json)"
done
kmem_ram() {	# WHEN
	for device in $kmem_chardevs; do
		check "$1: kmem: $device is RAM" daxctl reconfigure-device --mode=system-ram "$device"
	done
}
kmem_none() {	# WHEN
	for device in $kmem_chardevs; do
		check "$1: kmem: $device is none again" daxctl reconfigure-device --mode=devdax --force "$device"
	done
}
exits 0 "attach, nothing online" dax-kmem attach --no-online "$uuid"
kmem_ram "after us"
kmem_none "after us"
undo "$dax"
kmem_ram "when we have left the node"
kmem_none "when we have left the node"
check "rmmod" rmmod dax_kmem
kmem_ram "when the module has gone"
kmem_none "when the module has gone"
modprobe dax_kmem
kmem_ram "before us"
shared="memory of another driver"
exits 0 "plan, beside kmem" dax-kmem plan "$uuid"
check "plan, beside kmem: it warns" sh -c "echo \"$said\" | grep -q '^warning .*do not unload kmem before the next reboot'"
exits 0 "attach, beside kmem" dax-kmem attach "$uuid"
case $(uname -r) in
5.10.*) skip "and the module warns" "this kernel has no memory tiers" ;;
*) check "and the module warns" sh -c "dmesg | grep -q 'node 1 has $shared'" ;;
esac
kmem_none "before us"
undo "$dax"
dmesg -c > /dev/null

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
		skip "node 1 is alone in its tier" "this kernel has no memory tiers"
	fi
	undo "$dax"
done
equal "alone on the node: no warning" 0 "$(dmesg | grep -c "$shared")"
