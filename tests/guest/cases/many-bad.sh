# SPDX-License-Identifier: GPL-2.0-only
# runs: once
# not-on-arch: arm64 bad memory is reported by a machine check, which is of x86
# qemu: -cpu max,vendor=GenuineIntel
# seconds: 240
# More bad blocks than a list of the kernel's has room for, which then takes the rest for good.
load_pmem
make_devdax -s 1G
modprobe dax_kmem
modprobe mce-inject
inject=/sys/kernel/debug/mce-inject
if [ ! -e $inject/bank ]; then
	skip "more than a list has room for" "this kernel cannot pretend a machine check"
	return 0
fi
check "pretended only" write sw $inject/flags

told=0
# A line of the cache that a scrub has found bad, as in the case "poison", but by software.
bad() {	# ADDRESS
	echo 0xbd000000000000c0 > $inject/status
	echo 0x86 > $inject/misc
	echo "$1" > $inject/addr
	echo 9 > $inject/bank
	# the kernel has room for 80 that wait
	told=$((told + 1))
	[ $((told % 20)) != 0 ] || usleep 100000
}
named() {	# ADDRESS
	dmesg | grep -q "$(printf 'bad blocks at %#x-' "$1")"
}
pages() {	# that are out of use
	echo $(($(sed -n 's/^HardwareCorrupted: *\([0-9]*\) kB/\1/p' /proc/meminfo) / 4))
}

check "attach" dance "$dax"
start=$(($(cat $nd/"$dax"/dax_kmem/range | cut -d- -f1)))
full=$((start / block_size + 1))
late=$((full + 1))
online=$((full + 2))
check "one block is online" write online_movable $blocks/memory$online/state
n=0
while [ $n -lt 560 ]; do
	bad $((full * block_size + n * 1024))
	n=$((n + 1))
done
wait_for "the last one is known" named $((full * block_size + 559 * 1024))
check "the last one is known" named $((full * block_size + 559 * 1024))
# the list is full by now
bad $((late * block_size + 4096))
bad $((online * block_size + 8192))
wait_for "what comes then is known too" named $((online * block_size + 8192))
check "a line in a block that is offline is known" named $((late * block_size + 4096))
check "one in a block that is online, too" named $((online * block_size + 8192))
equal "that page is out of use" 1 "$(pages)"
for n in $full $late; do
	write_fails "block $((n - full + 1)) of these does not go online" online_movable \
		$blocks/memory"$n"/state "Input/output error"
done
check "one without any does" write online_movable $blocks/memory$((online + 1))/state
case $(uname -r) in
5.10.* | *-dkm-debug) ;;	# see the case "poison"
*)
	check "the way back" undo "$dax"
	echo "$dax" > $ours/new_id
	echo "$dax" > $drivers/dax_pmem/unbind
	write_fails "they keep it from being added again" "$dax" $ours/bind "Input/output error"
	check "the log counts all" sh -c "dmesg | grep -q '562 runs of bad blocks: not used as RAM'"
	;;
esac
