# SPDX-License-Identifier: GPL-2.0-only
# runs: oldest-kernel newest-kernel
# not-on-arch: arm64 only x86 sets memory aside by memmap=
# boots: 2
# memory: 3072
# cmdline: memmap=1G%4G-1+0xefffffff
# seconds: 300
# Memory that is set aside, of which the kernel's own kmem makes RAM: it is shown beside pmem, with the
# blocks that it has, and is not taken for pmem. First online in a kernel zone, then in zone movable.
any_region() {
	ls -d $nd/region[0-9]*
}
# the number of the region is not 0: the kernel has one series of numbers for regions of all kinds
load_drivers nfit && wait_for "a pmem region" any_region
if [ "$BOOT" = 1 ]; then
	make_devdax
	save uuid "$uuid"
else
	find_devdax
fi
modprobe dax_hmem
hmem=$(hmem_device)
check "there is soft-reserved memory" test -n "$hmem"
identity=hmem:0x100000000-0x13fffffff

# column NAME: what list says of it
column() {
	dax-kmem list --noheadings -o "$1" "$hmem"
}

equal "its identity" "$identity" "$(column identity)"
equal "its kind" hmem "$(column kind)"
equal "its size" 1073741824 "$(dax-kmem list --noheadings --bytes -o size "$hmem" | tr -d ' ')"
equal "its node" "$(cat "/sys/bus/dax/devices/$hmem/target_node")" "$(column node | tr -d ' ')"
equal "pmem beside it" "$uuid" "$(dax-kmem list --noheadings -o identity "$dax")"
equal "both are listed" "pmem
hmem" "$(dax-kmem list --noheadings -o kind | uniq)"
exits 3 "attach does not take it for pmem" dax-kmem attach "$hmem"
exits 3 "nor does detach" dax-kmem detach "$hmem"

policy=online
zone=kernel
if [ "$BOOT" = 2 ]; then
	policy=online_movable
	zone=movable
fi
echo $policy > $blocks/auto_online_blocks
modprobe kmem
# from 6.3 on it is kmem's by itself; before that it is device_dax's, when this is loaded
if [ "$(column driver)" != kmem ]; then
	equal "it is device-dax" devdax "$(column state)"
	equal "as a character device" "$hmem" "$(column chardev)"
	echo "$hmem" > /sys/bus/dax/drivers/device_dax/unbind
	equal "it has no driver" unbound "$(column state)"
	echo "$hmem" > /sys/bus/dax/drivers/kmem/new_id
fi
is_ram() {
	[ "$(column state)" = ram ]
}
wait_for "its memory to be online" is_ram
equal "all blocks" 8/8 "$(column blocks)"
equal "the zone" $zone "$(column zone)"
equal "the node of the RAM" "$(cat "/sys/bus/dax/devices/$hmem/target_node")" "$(column node | tr -d ' ')"
dax-kmem status > /tmp/status
if [ $zone = kernel ]; then
	check "status warns of the zone" grep -q "$hmem: soft-reserved memory of node .* is online in zone kernel" \
		/tmp/status
else
	equal "status has nothing to warn of" 0 "$(grep -c "$hmem: soft-reserved" /tmp/status)"
	# 4 GiB / 128 MiB
	check "a block goes offline" write offline $blocks/memory39/state
	equal "the rest is RAM" "partial 7/8" "$(column state) $(column blocks)"
fi
