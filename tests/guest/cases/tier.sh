# SPDX-License-Identifier: GPL-2.0-only
# runs: every-kernel
# The pmem node is in a memory tier of its own, below DRAM's.
load_pmem
make_devdax -s 2G
modprobe dax_kmem
echo offline > $blocks/auto_online_blocks

tiers=/sys/devices/virtual/memory_tiering
tier_of() {	# NODE: the number of the tier that has this node and no other
	grep -lx "$1" $tiers/memory_tier*/nodelist | sed 's/.*memory_tier\([0-9]*\).*/\1/'
}
attach_and_look() {	# WHEN
	exits 0 "$1: attach" dax-kmem attach "$uuid"
	if [ -e $tiers ]; then
		dram=$(tier_of 0)
		pmem=$(tier_of 1)
		check "$1: node 0 is alone in its tier" test -n "$dram"
		check "$1: node 1 is alone in its tier" test -n "$pmem"
		check "$1: which is a slower one" test "${pmem:-0}" -gt "${dram:-0}"
	else
		skip "$1: node 1 is alone in its tier" "this kernel has no memory tiers"
	fi
	undo "$dax"
}
# Before anything else: once a block has gone offline, the node keeps its memory type.
attach_and_look "the first time"

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

attach_and_look "after kmem"
equal "alone on the node: no warning" 0 "$(dmesg | grep -c "$shared")"
