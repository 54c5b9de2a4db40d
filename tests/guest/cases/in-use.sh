# SPDX-License-Identifier: GPL-2.0-only
# runs: once
# cmdline: iomem=relaxed
# While a block is online nothing that a person or a tool does takes the memory away.
load_pmem
make_devdax
modprobe dax_kmem
label=$(label_sum)
info=$(info_sum)
dance_online "$dax"
total=$(mem_total)
iomem=$(cat /proc/iomem)
mkfifo /tmp/hold
numa_touch 1 256 hold < /tmp/hold > /tmp/touched &
toucher=$!
exec 9> /tmp/hold
wait_for "the memory to be in use" grep -q filled /tmp/touched

unchanged() {
	equal "$1: still bound" dax_kmem "$(driver_of "$dax")"
	equal "$1: MemTotal" "$total" "$(mem_total)"
	equal "$1: /proc/iomem" "$iomem" "$(cat /proc/iomem)"
	equal "$1: labels" "$label" "$(label_sum)"
	equal "$1: info block" "$info" "$(info_sum)"
}
write_fails "unbind is refused" "$dax" $ours/unbind "Device or resource busy"
unchanged unbind
refused "rmmod is refused" rmmod dax_kmem
unchanged rmmod
ndctl disable-namespace "$namespace" > /dev/null 2>&1
unchanged disable-namespace
refused "destroy-namespace -f is refused" ndctl destroy-namespace -f "$namespace"
unchanged destroy-namespace
refused "destroy-namespace -f all too" sh -c "ndctl destroy-namespace -f all 2>&1 | grep -q 'destroyed 1'"
unchanged "destroy-namespace all"

# with some of the blocks offline it is still refused
for n in $(block_list "$dax" | tail -n 10); do
	echo offline > $blocks/memory"$n"/state 2>/dev/null
done
some=$(for n in $(block_list "$dax"); do cat $blocks/memory"$n"/state; done | grep -c offline)
check "some blocks are offline ($some)" test "$some" -gt 0
write_fails "with some blocks offline too" "$dax" $ours/unbind "Device or resource busy"
set_blocks online_movable "$dax"
equal "and everything is there again" "$total" "$(mem_total)"

exec 9>&-
wait $toucher
equal "the memory has kept what was written" 0 $?
check "and the way back is open" undo "$dax"
