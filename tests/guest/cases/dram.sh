# SPDX-License-Identifier: GPL-2.0-only
# runs: newest-kernel
# boots: 2
# nvdimm: 36G
# memory: 400
# seconds: 300
# A page array that DRAM cannot hold: what the kernel takes for it before it fails would be the end of
# the machine. Refused beforehand, and dax_pmem has the device, which has an array of its own on the pmem.
available() {	# MiB
	echo $(($(sed -n 's/^MemAvailable: *\([0-9]*\) kB/\1/p' /proc/meminfo) >> 10))
}
dram() {	# UUID: MiB that the command counts
	echo $(($(dax-kmem plan --json "$1" | sed -n 's/.*"dram_available": \([0-9]*\),.*/\1/p') >> 20))
}
what="its page array takes 25[0-9] MiB of DRAM"
killed() {
	dmesg | grep -cE 'Out of memory|oom-kill'
}
if [ "$BOOT" = 1 ]; then
	load_pmem
	make_devdax -s 9G --map=dev
	save first "$uuid"
	first_uuid=$uuid
	make_devdax -s 9G --map=dev
	save second "$uuid"
	second=$dax
	second_uuid=$uuid
	make_devdax -s 512M --map=dev
	small=$dax
	small_uuid=$uuid
	make_devdax -s 16G --map=dev
	save large "$uuid"
	echo "# $(available) MiB are available" >&3
	if [ "$(available)" -gt 280 ]; then
		skip "a page array that DRAM cannot hold" "this kernel has DRAM for it"
		save roomy yes
		return 0
	fi
	modprobe dax_kmem
	# without movable memory, DRAM is all that the kernel counts
	counted=$(dram "$uuid")
	there=$(available)
	check "it counts what the kernel does: $counted MiB and $there MiB" \
		test $((counted - there)) -ge -8 -a $((counted - there)) -le 8

	# by hand
	iomem=$(cat /proc/iomem)
	echo "$dax" > $ours/new_id
	echo "$dax" > $drivers/dax_pmem/unbind
	write_fails "by hand: refused" "$dax" $ours/bind "Cannot allocate memory"
	check "by hand: the log says what it takes, and the cure" \
		sh -c "dmesg | grep '$what' | grep -q 'free some'"
	equal "by hand: one line" 1 "$(dmesg | grep -c "not added: its page array")"
	check "by hand: dax_pmem takes it" write "$dax" $drivers/dax_pmem/bind
	equal "by hand: nothing is left" "$iomem" "$(cat /proc/iomem)"
	# the command draws the line at the same place
	exits 7 "the command: refused" dax-kmem attach "$uuid"
	check "the command: it says what it takes" test "${said#*"its page array takes 25"}" != "$said"

	# one after the other: movable memory, of which there is plenty then, holds no page array
	uuid=$first_uuid
	find_devdax
	check "the first of two fits" dance_online "$dax"
	echo "# $(available) MiB are available, and $(sed -n 's/.*MemFree: *\([0-9]*\) kB/\1/p' \
		/sys/devices/system/node/node0/meminfo) KiB of them DRAM" >&3
	uuid=$second_uuid
	echo "$second" > $ours/new_id
	echo "$second" > $drivers/dax_pmem/unbind
	write_fails "the second one does not" "$second" $ours/bind "Cannot allocate memory"
	echo "$second" > $drivers/dax_pmem/bind
	exits 7 "the command: the second one does not" dax-kmem plan "$uuid"
	check "the machine works" numa_touch 1 256
	# the kernel's count is without the watermarks, which for movable memory are no DRAM
	scale=$(cat /proc/sys/vm/watermark_scale_factor)
	echo 500 > /proc/sys/vm/watermark_scale_factor
	echo "# with high watermarks it counts $(dram "$small_uuid") MiB of DRAM" >&3
	exits 0 "high watermarks: the command takes a small one" dax-kmem plan "$small_uuid"
	check "high watermarks: the module takes it" dance "$small"
	check "and the way back" undo "$small"
	echo "$scale" > /proc/sys/vm/watermark_scale_factor
	check "once the first one is gone" undo "$dax"
	check "the second one fits" dance "$second"
	equal "nothing was killed" 0 "$(killed)"
elif [ "${roomy-}" = yes ]; then
	skip "early: a page array that DRAM cannot hold" "this kernel has DRAM for it"
else
	# the module is there before all other drivers, as in an initramfs
	check "early" modprobe dax_kmem ids="$large,$first,$second"
	load_pmem
	uuid=$large
	find_devdax
	equal "early: the large one is dax_pmem's" dax_pmem "$(driver_of "$dax")"
	check "early: it works as device-dax" dax_pattern write "/dev/$chardev"
	check "early: the log says why" sh -c "dmesg | grep -q '$what'"
	uuid=$first
	find_devdax
	drivers_are=$(driver_of "$dax")
	uuid=$second
	find_devdax
	equal "early: one of the two others fits" "dax_kmem dax_pmem" \
		"$(for d in $drivers_are "$(driver_of "$dax")"; do echo $d; done | sort | xargs echo)"
	equal "early: nothing was killed" 0 "$(killed)"
fi
