# SPDX-License-Identifier: GPL-2.0-only
# qemu: -cpu max,vendor=GenuineIntel
# monitor: yes
# Bad media, as the platform reports it: by a machine check, which the nfit driver turns into bad
# blocks of the region. Memory that holds one is not added; one found later is taken out of use.
load_pmem
make_devdax
modprobe dax_kmem

bad_blocks() {
	cat $nd/region0/badblocks
}
corrupted() {	# KiB
	sed -n 's/^HardwareCorrupted: *\([0-9]*\) kB/\1/p' /proc/meminfo
}
# An uncorrected error that a scrub has found in a page: action optional, to all CPUs.
poison() {	# ADDRESS
	local before
	before=$(bad_blocks)
	printf 'monitor: mce -b 0 9 0xbd000000000000c0 0x5 %#x 0x8c\n' "$1" >&3
	wait_for "the region knows of it" sh -c "[ \"\$(cat $nd/region0/badblocks)\" != '$before' ]"
}

# a block that is offline: the kernel has no page there to deal with
check "attach" dance "$dax"
start=$(($(cat $nd/"$dax"/dax_kmem/range | cut -d- -f1)))
page=$((start + block_size + (5 << 20)))
poison $page
equal "offline: nothing is out of use yet" 0 "$(corrupted)"
check "online" set_blocks online_movable "$dax"
wait_for "the page is out of use" sh -c "grep -q '^HardwareCorrupted: *4 kB' /proc/meminfo"
equal "once online: one page is out of use" 4 "$(corrupted)"
named="$(printf 'bad blocks at %#x-%#x' $page $((page + 4095)))"
check "the log names it" sh -c "dmesg | grep -q 'dax_kmem $dax: $named'"
check "the rest works" numa_touch 1 256
lines=$(dmesg | grep -c "dax_kmem $dax: bad blocks at")
last=$(block_list "$dax" | tail -n 1)
for round in 1 2 3; do
	write offline $blocks/memory"$last"/state && write online_movable $blocks/memory"$last"/state
done
equal "what has been dealt with is no news" "$lines" "$(dmesg | grep -c "dax_kmem $dax: bad blocks at")"

# one that is online
poison $((start + 3 * block_size + (7 << 20)))
wait_for "two pages are out of use" sh -c "grep -q '^HardwareCorrupted: *8 kB' /proc/meminfo"
equal "online: two pages are out of use" 8 "$(corrupted)"
check "the rest still works" numa_touch 1 256

# and the next attach
undo "$dax"
echo "$dax" > $ours/new_id
echo "$dax" > $drivers/dax_pmem/unbind
iomem=$(cat /proc/iomem)
write_fails "known bad blocks: refused" "$dax" $ours/bind "Input/output error"
equal "nothing was added" "$iomem" "$(cat /proc/iomem)"
check "the log says what to do" sh -c "dmesg | grep -q '2 runs of bad blocks: not used as RAM; clear them first'"
check "dax_pmem takes it" write "$dax" $drivers/dax_pmem/bind
exits 7 "the helper refuses it too" dax-kmem attach "$uuid"
