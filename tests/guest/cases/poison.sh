# SPDX-License-Identifier: GPL-2.0-only
# qemu: -cpu max,vendor=GenuineIntel
# monitor: yes
# Bad media, as the platform reports it: by a machine check, which the nfit driver turns into bad
# blocks of the region. Memory that holds one is not added; one found later is taken out of use.
load_pmem
make_devdax -s 1G
modprobe dax_kmem

bad_blocks() {
	cat $nd/region0/badblocks
}
before=0
pages() {	# that are out of use, since $before
	echo $(($(sed -n 's/^HardwareCorrupted: *\([0-9]*\) kB/\1/p' /proc/meminfo) / 4 - before))
}
are_out() {	# PAGES
	[ "$(pages)" = "$1" ]
}
# An uncorrected error that a scrub has found in a page: action optional, to all CPUs.
poison() {	# ADDRESS
	local known
	known=$(bad_blocks)
	printf 'monitor: mce -b 0 9 0xbd000000000000c0 0x5 %#x 0x8c\n' "$1" >&3
	wait_for "the region knows of it" sh -c "[ \"\$(cat $nd/region0/badblocks)\" != '$known' ]"
}

# What is known is not added. 6.1 reads page structs that nobody has made when device-dax lets go of a
# page that is bad, so it holds none here.
start=$(($(ns_start "$namespace")))
echo "$dax" > $ours/new_id
echo "$dax" > $drivers/dax_pmem/unbind
poison $((start + block_size + (9 << 20)))
iomem=$(cat /proc/iomem)
write_fails "known bad blocks: refused" "$dax" $ours/bind "Input/output error"
equal "nothing was added" "$iomem" "$(cat /proc/iomem)"
check "the log names them" sh -c "dmesg | grep -q '$(printf 'bad blocks at %#x-' $((start + block_size + (9 << 20))))'"
check "the log says what to do" sh -c "dmesg | grep -q '1 runs of bad blocks: not used as RAM; clear them first'"
check "dax_pmem takes it" write "$dax" $drivers/dax_pmem/bind
exits 7 "the helper refuses it too" dax-kmem attach "$uuid"

# a block that is offline: the kernel has no page there to deal with
make_devdax -s 1G
before=$(pages)
check "attach" dance "$dax"
start=$(($(cat $nd/"$dax"/dax_kmem/range | cut -d- -f1)))
page=$((start + block_size + (5 << 20)))
poison $page
equal "offline: nothing is out of use yet" 0 "$(pages)"
check "online" set_blocks online_movable "$dax"
wait_for "one page is out of use" are_out 1
equal "once online: one page is out of use" 1 "$(pages)"
named="$(printf 'bad blocks at %#x-' $page)"
wait_for "the log names it" sh -c "dmesg | grep -q 'dax_kmem $dax: $named'"
check "the rest works" numa_touch 1 256
lines=$(dmesg | grep -c "dax_kmem $dax: bad blocks at")
last=$(block_list "$dax" | tail -n 1)
for round in 1 2 3; do
	write offline $blocks/memory"$last"/state && write online_movable $blocks/memory"$last"/state
done
equal "what has been dealt with is no news" "$lines" "$(dmesg | grep -c "dax_kmem $dax: bad blocks at")"

# one that is online
poison $((start + 3 * block_size + (7 << 20)))
wait_for "two pages are out of use" are_out 2
equal "online: two pages are out of use" 2 "$(pages)"
check "the rest still works" numa_touch 1 256

# 5.10 never ends offlining a block with such a page in it; 6.1 with CONFIG_DEBUG_VM calls a bug of its
# own what 6.1 without it gets away with: it asks pages for their flags after it has unmade them
case $(uname -r) in
5.10.* | *-dkm-debug) return 0 ;;
esac
check "the way back" undo "$dax"
echo "$dax" > $ours/new_id
echo "$dax" > $drivers/dax_pmem/unbind
write_fails "and what came late is known then" "$dax" $ours/bind "Input/output error"
check "dax_pmem takes it then too" write "$dax" $drivers/dax_pmem/bind
