# SPDX-License-Identifier: GPL-2.0-only
# runs: every-kernel
# not-on-arch: arm64 bad memory is reported by a machine check, which is of x86
# qemu: -cpu max,vendor=GenuineIntel
# monitor: yes
# seconds: 240
# Bad media, as the platform reports it: by a machine check, which the nfit driver turns into bad
# blocks of the region. Memory that holds one is not added, a block that holds one does not go online,
# and one found in use is taken out of use.
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

# a block that is offline: the kernel has no page there to mark, and would hand it out
make_devdax -s 1G
before=$(pages)
check "attach" dance "$dax"
start=$(($(cat $nd/"$dax"/dax_kmem/range | cut -d- -f1)))
page=$((start + block_size + (5 << 20)))
bad=$((page / block_size))
named() {	# ADDRESS: the log has it, as news
	dmesg | grep -q "dax_kmem $dax: $(printf 'bad blocks at %#x-' "$1")"
}
poison $page
wait_for "the log names it" named $page
equal "offline: nothing is out of use" 0 "$(pages)"
for zone in online_movable online_kernel online; do
	write_fails "offline: it does not go online by $zone" $zone $blocks/memory$bad/state \
		"$([ $zone = online_movable ] && echo "Input/output error" || echo "Operation not permitted")"
done
check "the log says why" sh -c "dmesg | grep -q '$(printf '%#x not onlined: bad blocks at %#x-' \
	$((bad * block_size)) $page)'"
for n in $(block_list "$dax"); do
	[ "$n" = $bad ] || echo online_movable > $blocks/memory"$n"/state
done
equal "all others do" $bad "$(for n in $(block_list "$dax"); do
	block_has "$n" state online || echo "$n"; done)"
check "and work" numa_touch 1 256
equal "nothing is out of use then either" 0 "$(pages)"
exits 6 "the command says that one is not" dax-kmem attach "$uuid"
check "and which" test "${said#*memory"$bad"}" != "$said"

# one that is online
last=$(block_list "$dax" | tail -n 1)
poison $((start + 3 * block_size + (7 << 20)))
wait_for "a page is out of use" are_out 1
equal "online: a page is out of use" 1 "$(pages)"
check "the rest still works" numa_touch 1 256

# 5.10 never ends offlining a block with such a page in it; 6.1 with CONFIG_DEBUG_VM calls a bug of its
# own what 6.1 without it gets away with: it asks pages for their flags after it has unmade them
case $(uname -r) in
5.10.* | *-dkm-debug) skip "the way back" "this kernel does not get a block offline that has such a page" ;;
*)
	check "the way back" undo "$dax"
	echo "$dax" > $ours/new_id
	echo "$dax" > $drivers/dax_pmem/unbind
	write_fails "and what came late is known then" "$dax" $ours/bind "Input/output error"
	check "dax_pmem takes it then too" write "$dax" $drivers/dax_pmem/bind
	;;
esac

# Two pages of one huge page, whose flag stands for all of it; a shared one is not taken apart. No kernel
# gets the block offline again that has it.
make_devdax -s 1G
check "another device" dance_online "$dax"
before=$(pages)
echo 4 > /sys/devices/system/node/node1/hugepages/hugepages-2048kB/nr_hugepages
mkfifo /tmp/hold
pin_page huge 1 < /tmp/hold > /tmp/huge &
exec 9> /tmp/hold
wait_for "a huge page" grep -q 0x /tmp/huge
huge=$(($(cat /tmp/huge)))
for n in $(block_list "$dax"); do
	[ $((huge / block_size)) = "$n" ] || other=$n
done
poison $((huge + (1 << 20)))
wait_for "the log names a line in it" sh -c "dmesg | grep -q '$(printf 'bad blocks at %#x-' $((huge + (1 << 20))))'"
wait_for "it is out of use" not are_out 0
poison $((huge + (1 << 20) + 8192))
wait_for "the log names another one" sh -c "dmesg | grep -q '$(printf 'bad blocks at %#x-' $((huge + (1 << 20) + 8192)))'"
look() {	# a block that goes online has all of the media looked at
	write offline $blocks/memory"$other"/state &&
		write online_movable $blocks/memory"$other"/state && usleep 300000
}
check "looked at" look
lines=$(dmesg | grep -cE "bad blocks at|Memory failure")
check "looked at again" look
equal "what has been dealt with is no news" "$lines" "$(dmesg | grep -cE "bad blocks at|Memory failure")"
exec 9>&-
wait
