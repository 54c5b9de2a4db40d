# SPDX-License-Identifier: GPL-2.0-only
# runs: once
# only-on: *-dkm-debug only a debug kernel injects faults: make check-debug
# seconds: 800
# cmdline: panic_on_warn=0 memory_hotplug.memmap_on_memory=1
# expects: WARNING: .* (add_pages|sysfs_remove_group)
# Every allocation that bind makes fails once: nothing is left behind, and the next bind works.
# One memory block. When a page array cannot be allocated, __add_pages() leaves the sections that it
# has added before, and the range answers EEXIST until reboot: with one section there is none.
# Another instance keeps the node online: the kernel has a BUG_ON() where it registers a new one.
load_pmem
make_devdax -s 256M
modprobe dax_kmem
check "another instance on the node" dance "$dax"
# x86's add_pages() warns when the allocation that fails is its own, and the driver core when one for
# the attributes fails: expected
for fault in failslab fail_page_alloc fail_usercopy; do
	echo 0 > /sys/kernel/debug/$fault/verbose
done
for fault in failslab fail_page_alloc; do
	echo N > /sys/kernel/debug/$fault/ignore-gfp-wait
done
# the page allocator would complain at length; its users are the kernel's own
echo 11 > /sys/kernel/debug/fail_page_alloc/min-order

# One bind with its n-th allocation failing; prints what fail-nth has left: not 0 when it was the last
attempt() {	# N
	sh -c "exec 4> $ours/bind; echo $1 > /proc/self/fail-nth; echo $dax >&4
		left=\$(cat /proc/\$\$/fail-nth); echo 0 > /proc/self/fail-nth; echo \$left" 2> /dev/null
}

fail_all() {	# OPTIONS
	local iomem total refs failed=0 bad="" n=1 left
	echo "$dax" > $drivers/dax_pmem/unbind
	iomem=$(cat /proc/iomem)
	total=$(mem_total)
	refs=$(cat /sys/module/dax_kmem/refcnt)
	echo "$uuid $1" > $ours/new_id
	while [ $n -lt 2000 ]; do
		left=$(attempt $n)
		if [ "$(driver_of "$dax")" = dax_kmem ]; then
			echo "$dax" > $ours/unbind || bad="$bad $n:unbind"
			[ "${left:-0}" = 0 ] || break
		else
			failed=$((failed + 1))
		fi
		[ "$(cat /proc/iomem)" = "$iomem" ] || { bad="$bad $n:iomem"; break; }
		[ "$(cat /sys/module/dax_kmem/refcnt)" = "$refs" ] || { bad="$bad $n:refcnt"; break; }
		n=$((n + 1))
	done
	echo "# $1: $n allocations, $failed of them fatal to the bind" >&3
	equal "$1: attempts that left something behind" "" "$bad"
	check "$1: many binds failed ($failed)" test $failed -gt 10
	check "$1: the last one had no allocation left to fail ($n)" test $n -lt 2000
	check "$1: and then bind works" write "$dax" $ours/bind
	check "$1: the memory goes online" set_blocks online_movable "$dax"
	check "$1: and works" numa_touch 1 64
	check "$1: the way back" undo "$dax"
	equal "$1: MemTotal" "$total" "$(mem_total)"
	write "$uuid" $ours/remove_id
}
make_devdax -s 256M
fail_all memmap=dram
# two blocks, each a call of its own and one section
make_devdax -s 384M
fail_all memmap=pmem
