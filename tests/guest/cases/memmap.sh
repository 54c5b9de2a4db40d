# SPDX-License-Identifier: GPL-2.0-only
# runs: every-kernel
# nvdimm: 17G
# cmdline: memory_hotplug.memmap_on_memory=1
# seconds: 600
# memmap=pmem: the page array stands on the pmem itself and takes no DRAM.
load_pmem
# a debug kernel is slow, and takes DRAM of its own for whatever is added
is_debug() {
	[ -e /sys/kernel/debug/kmemleak ]
}
if is_debug; then make_devdax -s 2G; else make_devdax -s 16G; fi
modprobe dax_kmem
node0_free() {
	sync
	echo 3 > /proc/sys/vm/drop_caches
	echo 1 > /proc/sys/vm/compact_memory
	sed -n 's/.*MemFree: *\([0-9]*\) kB/\1/p' /sys/devices/system/node/node0/meminfo
}
attach() {	# OPTIONS
	echo "$dax $1" > $ours/new_id && echo "$dax" > $drivers/dax_pmem/unbind &&
		echo "$dax" > $ours/bind && set_blocks online_movable "$dax"
}

# A block's page array has to be whole pageblocks, of 2 MiB: struct page of 64 bytes, and huge pages.
memmap_pmem_fits() {
	case $(uname -r) in
	*-arm64*) modinfo -F id_options dax_kmem | grep -q memmap=pmem || return 1 ;;
	esac
	[ "$(sed -n 's/^Hugepagesize: *\([0-9]*\) kB/\1/p' /proc/meminfo)" = 2048 ]
}
# before 6.9 the kernel takes one block a call, and on arm64 the module adds one
is_per_block() {
	case $(uname -r) in
	5.*|6.[0-8].*|*-arm64*) return 0 ;;
	esac
	return 1
}

# device-dax has a page array of its own: aside with it, before counting
echo "$dax" > $drivers/dax_pmem/unbind
before=$(node0_free)
echo "$dax" > $drivers/dax_pmem/bind
check "memmap=dram" attach memmap=dram
dram=$((before - $(node0_free)))
equal "memmap is shown" dram "$(cat $nd/"$dax"/dax_kmem/memmap)"
blocks_list=$(block_list "$dax")
blocks_there=$(echo "$blocks_list" | wc -l)
lost=$(cat $nd/"$dax"/dax_kmem/lost)
echo "# memmap=dram: $dram KiB of node 0 for $blocks_there blocks" >&3
check "memmap=dram takes DRAM, three quarters of the page array at least ($dram KiB)" \
	test $dram -ge $((blocks_there * block_array * 3 / 4 / 1024))
undo "$dax"

if [ ! -e /sys/module/memory_hotplug/parameters/memmap_on_memory ] ||
	! memmap_pmem_fits; then
	echo "$dax memmap=pmem" > $ours/new_id
	echo "$dax" > $drivers/dax_pmem/unbind
	write_fails "this kernel cannot: refused" "$dax" $ours/bind "Invalid argument"
	echo "$dax" > $drivers/dax_pmem/bind
	skip "memmap=pmem" "this kernel cannot put a page array on the pmem"
else
	total=$(mem_total)
	iomem=$(cat /proc/iomem)
	echo "$dax" > $drivers/dax_pmem/unbind
	before=$(node0_free)
	echo "$dax" > $drivers/dax_pmem/bind
	check "memmap=pmem" attach memmap=pmem
	pmem=$((before - $(node0_free)))
	equal "memmap is shown" pmem "$(cat $nd/"$dax"/dax_kmem/memmap)"
	echo "# memmap=pmem: $pmem KiB of node 0 for $blocks_there blocks" >&3
	# node 0 may even have more: what can move has moved to the new memory
	if ! is_debug; then
		check "memmap=pmem takes no DRAM but noise ($pmem KiB)" test $pmem -lt 32768
		check "that is three quarters of the page array less at least than memmap=dram ($((dram - pmem)) KiB)" \
			test $((dram - pmem)) -ge $((blocks_there * block_array * 3 / 4 / 1024))
	else
		skip "memmap=pmem takes no DRAM but noise" "a debug kernel takes DRAM of its own"
	fi
	check "every block is movable" blocks_are "$dax" online Movable
	equal "MemTotal grew by the blocks less their page arrays" $((blocks_there * (block_size - block_array))) \
		$(($(mem_total) - total))
	check "the memory is real" numa_touch 1 512
	equal "one line in /proc/iomem" 1 "$(grep -c 'System RAM (dax_kmem)' /proc/iomem)"
	write_fails "unbind is refused" "$dax" $ours/unbind "Device or resource busy"
	check "some offline" write offline $blocks/memory"$(block_list "$dax" | tail -n 1)"/state
	write_fails "unbind is refused then too" "$dax" $ours/unbind "Device or resource busy"
	equal "and nothing was removed" "$blocks_there" "$(block_list "$dax" | while read -r n; do
		[ -e $blocks/memory"$n" ] && echo "$n"; done | wc -l)"
	undo "$dax"
	equal "/proc/iomem is as before" "$iomem" "$(cat /proc/iomem)"
	equal "MemTotal is as before" "$total" "$(mem_total)"

	# A block that is refused has its page array on itself, which the kernel has prepared by then.
	echo online_movable > $blocks/auto_online_blocks
	echo "$dax memmap=pmem online=later" > $ours/new_id
	echo "$dax" > $drivers/dax_pmem/unbind
	check "the kernel's policy, memmap=pmem, online=later" write "$dax" $ours/bind
	check "it has brought nothing online" blocks_are "$dax" offline
	equal "MemTotal is as before still" "$total" "$(mem_total)"
	check "whoever binds it can" set_blocks online_movable "$dax"
	check "the memory is real, too" numa_touch 1 512
	echo offline > $blocks/auto_online_blocks
	check "and back" undo "$dax"
	equal "/proc/iomem is as before again" "$iomem" "$(cat /proc/iomem)"
	equal "MemTotal is as before again" "$total" "$(mem_total)"

	# its device goes while half of it is in use, and comes back
	check "memmap=pmem by UUID" attach memmap=pmem
	echo "$uuid memmap=pmem" > $ours/new_id
	for n in $(block_list "$dax" | tail -n $((blocks_there / 2))); do
		write offline $blocks/memory"$n"/state
	done
	here=$(grep dax_kmem /proc/iomem)
	in_use=$(mem_total)
	range=$(cat $nd/"$dax"/dax_kmem/range)
	ndctl disable-region region0 > /dev/null 2>&1
	check "without its device: it is gone" test ! -e "$nd/$dax"
	equal "without its device: nothing was removed" "$here" "$(grep dax_kmem /proc/iomem)"
	equal "without its device: MemTotal" "$in_use" "$(mem_total)"
	ndctl enable-region region0 > /dev/null 2>&1
	find_devdax
	equal "its device is back: taken over" "dax_kmem pmem $range" \
		"$(driver_of "$dax") $(cat $nd/"$dax"/dax_kmem/memmap) $(cat $nd/"$dax"/dax_kmem/range)"
	equal "its device is back: nothing was added twice" "$here" "$(grep dax_kmem /proc/iomem)"
	equal "its device is back: MemTotal" "$in_use" "$(mem_total)"
	write "$uuid" $ours/remove_id
	undo "$dax"
	find_devdax
	equal "its device is back: /proc/iomem is as before" "$iomem" "$(cat /proc/iomem)"
	equal "its device is back: MemTotal is as before" "$total" "$(mem_total)"

	# killed in the middle of bind: all or nothing, and known
	complete=0
	none=0
	for pause in 5000 20000 50000 100000 200000; do
		echo "$dax memmap=pmem" > $ours/new_id
		echo "$dax" > $drivers/dax_pmem/unbind
		sh -c "echo $dax > $ours/bind" 2> /dev/null &
		usleep $pause
		kill -9 $! 2> /dev/null
		wait
		if [ "$(driver_of "$dax")" = dax_kmem ]; then
			equal "killed after $pause us: complete" "$blocks_there" "$(block_list "$dax" | wc -l)"
			echo "$dax" > $ours/unbind
			complete=$((complete + 1))
		else
			equal "killed after $pause us: nothing is left" "$iomem" \
				"$(echo "$dax" > $drivers/dax_pmem/bind; cat /proc/iomem)"
			echo "$dax" > $drivers/dax_pmem/unbind
			none=$((none + 1))
		fi
		echo "$dax" > $drivers/dax_pmem/bind
	done
	echo "# killed: $none times nothing was left, $complete times it was complete" >&3

	# where each block is a call of its own, a kill behind the first one stops it
	first=$(echo "$blocks_list" | head -n 1)
	is_whole() {
		[ "$(driver_of "$dax")" = dax_kmem ] && [ "$(block_list "$dax" | wc -l)" = "$blocks_there" ]
	}
	kill_behind() {	# FILE TEXT
		local looks
		for round in $(seq 10); do
			echo "$dax memmap=pmem" > $ours/new_id
			echo "$dax" > $drivers/dax_pmem/unbind
			sh -c "echo $dax > $ours/bind" 2> /dev/null &
			looks=0
			until [ "$(cat "$1" 2> /dev/null)" = "$2" ] || [ $looks = 3000 ]; do
				looks=$((looks + 1))
			done
			kill -9 $! 2> /dev/null
			wait
			is_whole || return 0
			echo "# the kill came too late, in round $round" >&3
			undo_quietly "$dax"
		done
	}
	if is_per_block; then
		kill_behind $blocks/memory"$first"/state offline
		equal "killed behind the first block: not bound" "" "$(driver_of "$dax")"
		check "the log says where it stopped" sh -c "dmesg | grep -q 'cannot be added to node 1: -4'"
		echo "$dax" > $drivers/dax_pmem/bind
		equal "nothing is left" "$iomem" "$(cat /proc/iomem)"
		equal "MemTotal is as before" "$total" "$(mem_total)"
		echo online_movable > $blocks/auto_online_blocks
		kill_behind $blocks/memory"$first"/state online
		echo offline > $blocks/auto_online_blocks
		equal "killed behind the first online: bound" dax_kmem "$(driver_of "$dax")"
		check "with what there is" test "$(block_list "$dax" | wc -l)" -lt "$blocks_there"
		check "the log says so" sh -c "dmesg | grep -q 'are online already and stay'"
		check "all of that is online" blocks_are "$dax" online Movable
		equal "lost and size are the whole" $((blocks_there * block_size + lost)) \
			$(($(cat $nd/"$dax"/dax_kmem/size) + $(cat $nd/"$dax"/dax_kmem/lost)))
		undo "$dax"
		equal "nothing is left then either" "$iomem" "$(cat /proc/iomem)"
		equal "MemTotal is as before then too" "$total" "$(mem_total)"

		# unbind goes from the top down: a block that goes online behind its first step stops it. Who
		# wants that has to find the hot-plug lock free, so several try, and more than once.
		last=$(echo "$blocks_list" | tail -n 1)
		lower=$(echo "$blocks_list" | head -n 32)
		met=
		for round in $(seq 40); do
			echo "$dax memmap=pmem" > $ours/new_id
			echo "$dax" > $drivers/dax_pmem/unbind
			echo "$dax" > $ours/bind
			range=$(cat $nd/"$dax"/dax_kmem/range)
			here=$(grep dax_kmem /proc/iomem)
			for n in $lower; do
				{
					while [ -e $blocks/memory"$last" ]; do :; done
					echo online_movable > $blocks/memory"$n"/state
				} 2> /dev/null &
			done
			if ! write "$dax" $ours/unbind; then
				met=$errno
				wait
				break
			fi
			wait
			echo "$dax" > $drivers/dax_pmem/bind
		done
		equal "unbind, and a block goes online meanwhile (round $round)" "Device or resource busy" "$met"
		equal "it is still bound, with all of its range" "dax_kmem $range" \
			"$(driver_of "$dax") $(cat $nd/"$dax"/dax_kmem/range)"
		equal "what was removed is there again" "$here" "$(grep dax_kmem /proc/iomem)"
		equal "as blocks, too" "$blocks_there" "$(for n in $blocks_list; do
			[ -e $blocks/memory"$n" ] && echo "$n"; done | wc -l)"
		check "and it can go online" set_blocks online_movable "$dax"
		undo "$dax"
		equal "nothing is left in the end" "$iomem" "$(cat /proc/iomem)"
		equal "MemTotal is as before in the end" "$total" "$(mem_total)"
	else
		skip "killed, and stopped, between two blocks" "this kernel takes all blocks in one call"
	fi
fi
check "device-dax works" dax_pattern write "/dev/$chardev"
check "and reads back" dax_pattern read "/dev/$chardev"
