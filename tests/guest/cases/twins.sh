# SPDX-License-Identifier: GPL-2.0-only
# runs: once
# not-on-arch: arm64 only x86 makes pmem of DRAM by memmap=
# nvdimm: none
# memory: 4096
# cmdline: memmap=512M!1G memmap=512M!4G iomem=relaxed
# Two copies of one medium carry one UUID: the first becomes RAM, the other is left alone.
load_drivers nd_e820
wait_for "two namespaces" test -e $nd/namespace0.0 -a -e $nd/namespace1.0
ndctl create-namespace -f -e namespace0.0 -m devdax --map=mem > /tmp/namespace.json
uuid=$(json uuid /tmp/namespace.json | head -n 1)
find_devdax
phys_dump "$(ns_start namespace0.0)" 8192 > /tmp/info
check "the info block is copied" dd if=/tmp/info of=/dev/pmem1 bs=8192 conv=fsync
echo namespace1.0 > $drivers/nd_pmem/unbind
echo namespace1.0 > $drivers/nd_pmem/bind
both() {
	grep -l "$uuid" $nd/dax*/uuid
}
are_two() {
	[ "$(both | wc -l)" = 2 ]
}
wait_for "two instances" are_two
first=$dax
second=$(both | sed -n 's,.*/\(dax[0-9.]*\)/uuid,\1,p' | grep -vx "$first")
modprobe dax_kmem
write "$uuid" $ours/new_id
before=$(mem_total)
for device in $first $second; do
	echo "$device" > $drivers/dax_pmem/unbind
done
check "the first" write "$first" $ours/bind
write_fails "the second is refused" "$second" $ours/bind "File exists"
check "the log says why" sh -c "dmesg | grep -q \"$second: namespace.*: its UUID is another device's too\""
check "the first goes online" set_blocks online_movable "$first"
equal "MemTotal grew by its size" "$(cat $nd/"$first"/dax_kmem/size)" $(($(mem_total) - before))
check "dax_pmem takes the second" write "$second" $drivers/dax_pmem/bind

# nor is the second one taken for the first when that has gone, and its memory is still in use
in_use=$(mem_total)
iomem=$(grep dax_kmem /proc/iomem)
ndctl disable-region region0 > /dev/null 2>&1
check "the first is gone" test ! -e "$nd/$first"
echo "$second" > $drivers/dax_pmem/unbind
write_fails "the second is refused still" "$second" $ours/bind "Device or resource busy"
check "the log says that, too" sh -c "dmesg | grep -q \"$second: namespace.*: this UUID is RAM elsewhere already\""
equal "the memory is as it was" "$in_use $iomem" "$(mem_total) $(grep dax_kmem /proc/iomem)"
check "dax_pmem takes the second again" write "$second" $drivers/dax_pmem/bind
ndctl enable-region region0 > /dev/null 2>&1
taken_over() {
	for first in $(both | sed -n 's,.*/\(dax[0-9.]*\)/uuid,\1,p'); do
		[ "$(driver_of "$first")" = dax_kmem ] && [ -e "$nd/$first/dax_kmem/blocks" ] && return 0
	done
	return 1
}
wait_for "the first is taken over" taken_over
equal "nothing was added twice" "$in_use $iomem" "$(mem_total) $(grep dax_kmem /proc/iomem)"
write "$uuid" $ours/remove_id
check "the way back" undo "$first"
write "$second" $ours/new_id
check "then the second may be taken" sh -c "echo $second > $drivers/dax_pmem/unbind && echo $second > $ours/bind"
check "and given back" undo "$second"
check "rmmod" rmmod dax_kmem
