# SPDX-License-Identifier: GPL-2.0-only
# runs: newest-kernel
# only-on: *-arm64* only arm64 has mappings that it does not split
# cmdline: rodata=off kfence.sample_interval=100 memory_hotplug.memmap_on_memory=1
# Memory that can be taken back, where the kernel maps it by the largest entries that it can, as these
# parameters have it do; from 7.1 on no block goes offline that is only a part of one.
load_pmem
make_devdax
modprobe dax_kmem
before=$(mem_total)
iomem=$(cat /proc/iomem)
leaves() {
	dmesg | grep -c "splits a leaf entry"
}

ticks() {	# hundredths of a second
	tr -d . < /proc/uptime | cut -d' ' -f1
}
echo "$dax" > $ours/new_id
echo "$dax" > $drivers/dax_pmem/unbind
started=$(ticks)
check "the whole range, by hand" write "$dax" $ours/bind
echo "# it was added in $(($(ticks) - started))0 ms" >&3
check "and online" set_blocks online_movable "$dax"
equal "one line in /proc/iomem" 1 "$(grep -c 'System RAM (dax_kmem)' /proc/iomem)"
middle=$(block_list "$dax" | sed -n 15p)
check "a block in the middle goes offline alone" write offline $blocks/memory"$middle"/state
check "and online again" write online_movable $blocks/memory"$middle"/state
check "all go offline" set_blocks offline "$dax"
equal "the kernel has found no entry to split" 0 "$(leaves)"
check "and back to device-dax" undo_quietly "$dax"
equal "MemTotal is as before" "$before" "$(mem_total)"
equal "/proc/iomem is as before" "$iomem" "$(cat /proc/iomem)"
exits 0 "attach" dax-kmem attach "$uuid"
check "the memory is real" numa_touch 1 512
exits 0 "detach" dax-kmem detach "$uuid"
equal "MemTotal is as before detach, too" "$before" "$(mem_total)"

# the first block is there: killed then, it stops between two, and nothing is left
first=$((($(ns_start "$namespace") + block_size) / block_size))
for round in $(seq 10); do
	echo "$dax" > $ours/new_id
	echo "$dax" > $drivers/dax_pmem/unbind
	sh -c "echo $dax > $ours/bind" 2> /dev/null &
	looks=0
	until [ -e $blocks/memory"$first" ] || [ $looks = 30000 ]; do
		looks=$((looks + 1))
	done
	kill -9 $! 2> /dev/null
	wait
	[ "$(driver_of "$dax")" = dax_kmem ] || break
	echo "# the kill came too late, in round $round" >&3
	echo "$dax" > $ours/unbind
	echo "$dax" > $drivers/dax_pmem/bind
done
equal "killed behind the first block: not bound" "" "$(driver_of "$dax")"
check "the log says where it stopped" sh -c "dmesg | grep -q 'cannot be added to node 1: -4'"
echo "$dax" > $drivers/dax_pmem/bind
equal "killed: /proc/iomem is as before" "$iomem" "$(cat /proc/iomem)"
equal "killed: MemTotal is as before" "$before" "$(mem_total)"
exits 0 "killed: attach works" dax-kmem attach "$uuid"
exits 0 "killed: and detach" dax-kmem detach "$uuid"

# the page array on the pmem
takes=$(modinfo -F id_options dax_kmem)
case $takes in
*memmap=pmem*)
	skip "memmap=pmem is refused" "this kernel takes such memory offline again"
	;;
*)
	echo "$dax memmap=pmem" > $ours/new_id
	echo "$dax" > $drivers/dax_pmem/unbind
	write_fails "memmap=pmem is refused" "$dax" $ours/bind "Invalid argument"
	check "and the log says why" sh -c "dmesg | grep -q 'this kernel could never take such memory offline again'"
	echo "$dax" > $drivers/dax_pmem/bind
	exits 7 "plan --memmap pmem" dax-kmem plan --memmap pmem "$uuid"
	exits 7 "attach --memmap pmem" dax-kmem attach --memmap pmem "$uuid"
	equal "nothing was done" dax_pmem "$(driver_of "$dax")"
	;;
esac
check "device-dax works" dax_pattern write "/dev/$chardev"
check "and reads back" dax_pattern read "/dev/$chardev"
