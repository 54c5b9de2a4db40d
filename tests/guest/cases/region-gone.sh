# SPDX-License-Identifier: GPL-2.0-only
# runs: every-kernel
# cmdline: slub_debug=FZPU iomem=relaxed
# ndctl disable-region cannot be refused. The memory stays, and nobody can claim its range.
load_pmem
make_devdax
modprobe dax_kmem

# all of it offline: it goes with its device
iomem=$(cat /proc/iomem)
total=$(mem_total)
check "offline: bound" dance "$dax"
set_blocks offline "$dax"
ndctl disable-region region0 > /dev/null 2>&1
check "offline: the device is gone" test ! -e "$nd/$dax"
equal "offline: so is its memory" 0 "$(grep -c dax_kmem /proc/iomem)"
equal "offline: MemTotal" "$total" "$(mem_total)"
equal "offline: nothing holds the module" 0 "$(cat /sys/module/dax_kmem/refcnt)"
ndctl enable-region region0 > /dev/null 2>&1
find_devdax
equal "offline: dax_pmem has it again" dax_pmem "$(driver_of "$dax")"
equal "offline: /proc/iomem is as before" "$iomem" "$(cat /proc/iomem)"

# in use
dance_online "$dax"
total=$(mem_total)
iomem=$(cat /proc/iomem)
first=$(block_list "$dax" | head -n 1)
info=$(info_sum)

ndctl disable-region region0 > /dev/null 2>&1
check "the device is gone" test ! -e "$nd/$dax"
equal "/proc/iomem still names its owners" "$iomem" "$(cat /proc/iomem)"
equal "the memory is still there" "$total" "$(mem_total)"
check "and it works" numa_touch 1 256
refused "the module stays" rmmod dax_kmem
equal "one message says so" 1 "$(dmesg | grep -c 'unbound while online')"

ndctl enable-region region0 > /dev/null 2>&1
wait_for "the namespace is back" test -e "$nd/$namespace"
usleep 500000	# for a driver that might take it
equal "no driver can claim the range" "" "$(for d in "$nd"/dax* "$nd"/namespace*; do
	[ -e "$d/driver" ] && echo "$d"; done)"
refused "nor does ndctl make a namespace of it" ndctl create-namespace -f -e "$namespace" -m fsdax
equal "the info block is as it was" "$info" "$(info_sum)"
echo offline > $blocks/memory"$first"/state
check "a block goes offline" grep -q offline $blocks/memory"$first"/state
echo online_movable > $blocks/memory"$first"/state
check "and online again" grep -q online $blocks/memory"$first"/state
equal "/proc/iomem is readable to the end" "$iomem" "$(cat /proc/iomem)"
