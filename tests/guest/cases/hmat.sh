# SPDX-License-Identifier: GPL-2.0-only
# runs: once
# qemu: -numa hmat-lb,initiator=0,target=0,hierarchy=memory,data-type=access-latency,latency=10 -numa hmat-lb,initiator=0,target=0,hierarchy=memory,data-type=access-bandwidth,bandwidth=10G -numa hmat-lb,initiator=0,target=1,hierarchy=memory,data-type=access-latency,latency=20 -numa hmat-lb,initiator=0,target=1,hierarchy=memory,data-type=access-bandwidth,bandwidth=5G
# The platform says how fast its memories are: a kernel that listens (6.7) has the tier from there.
load_pmem
make_devdax
modprobe dax_kmem
tiers=/sys/devices/virtual/memory_tiering
exits 0 "attach" dax-kmem attach "$uuid"
if [ ! -e $tiers ]; then
	skip "the tier that the figures give it" "this kernel has no memory tiers"
	return 0
fi
tier_of() {	# NODE
	grep -lx "$1" $tiers/memory_tier*/nodelist | sed 's/.*memory_tier\([0-9]*\).*/\1/'
}
# distances, of which 128 make a tier: DRAM's is 576, that of slow memory without figures five times
# that; twice the latency and half the bandwidth make it four times
slow=$((576 * 5 / 128))
case $(uname -r) in
6.[1-6].*) ;;
*) slow=$((576 * 4 / 128)) ;;
esac
equal "DRAM's tier" $((576 / 128)) "$(tier_of 0)"
equal "the tier that the figures give it" $slow "$(tier_of 1)"
equal "list says the tier" "memory_tier$slow" "$(dax-kmem list -nr -o tier)"
equal "list says how long a read takes" 20 "$(dax-kmem list -nr -o latency)"
equal "list says where it is" "region0 ndbus0" "$(dax-kmem list -nr -o region,bus)"
equal "the bus by what its driver is called, and the node" "$uuid" "$(dax-kmem list -nr -o uuid --bus ACPI.NFIT --node 1)"
equal "no other node" "" "$(dax-kmem list -nr -o uuid --bus ACPI.NFIT --node 0)"
