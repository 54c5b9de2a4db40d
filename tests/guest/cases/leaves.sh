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

check "the whole range, by hand" dance_online "$dax"
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

# killed behind the first block: nothing is left of it
complete=0
none=0
for pause in 1000 5000 20000 50000 100000; do
	echo "$dax" > $ours/new_id
	echo "$dax" > $drivers/dax_pmem/unbind
	sh -c "echo $dax > $ours/bind" 2> /dev/null &
	usleep $pause
	kill -9 $! 2> /dev/null
	wait
	if [ "$(driver_of "$dax")" = dax_kmem ]; then
		equal "killed after $pause us: complete" 30 "$(block_list "$dax" | wc -l)"
		echo "$dax" > $ours/unbind
		complete=$((complete + 1))
	else
		none=$((none + 1))
	fi
	echo "$dax" > $ours/remove_id
	echo "$dax" > $drivers/dax_pmem/bind
	equal "killed after $pause us: /proc/iomem" "$iomem" "$(cat /proc/iomem)"
done 2> /dev/null
echo "# killed: $none times nothing was left, $complete times it was complete" >&3

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
