# SPDX-License-Identifier: GPL-2.0-only
# runs: oldest-kernel newest-kernel
# cmdline: slub_debug=FZPU page_poison=1
# The bus's own attributes stay right while we are bound: libnvdimm's copy of the info block is
# freed with dax_pmem, and freed memory is poisoned here.
load_pmem
make_devdax
modprobe dax_kmem
size=$(cat $nd/"$dax"/size)
resource=$(cat $nd/"$dax"/resource)
shown=$(ndctl list -N | grep '"size"')

# somebody who looks all the time is waited for, or waits
touch /tmp/reading
while [ -e /tmp/reading ]; do
	cat $nd/"$dax"/dax_kmem/blocks
done > /tmp/read 2> /dev/null &
for round in 1 2 3; do
	dance_online "$dax"
	first=$(block_list "$dax" | head -n 1)
	last=$(block_list "$dax" | tail -n 1)
	equal "round $round: size" "$size" "$(cat $nd/"$dax"/size)"
	equal "round $round: resource" "$resource" "$(cat $nd/"$dax"/resource)"
	equal "round $round: blocks" "$first-$last movable" "$(cat $nd/"$dax"/dax_kmem/blocks)"
	check "round $round: ndctl list -RNDu" ndctl list -RNDu
	equal "round $round: ndctl shows the size" "$shown" "$(ndctl list -N | grep '"size"')"
	undo "$dax"
done
rm /tmp/reading
wait
check "who looks all the time has seen both states" sh -c "grep -q offline /tmp/read && grep -q movable /tmp/read"
equal "and nothing else" 0 "$(grep -vcE '^[0-9]+-[0-9]+ (offline|movable)$' /tmp/read)"
# every second block
dance "$dax"
equal "blocks: none is online" "$first-$last offline" "$(cat $nd/"$dax"/dax_kmem/blocks)"
for n in $(seq "$first" 2 "$last"); do
	echo online_movable > $blocks/memory"$n"/state
done
equal "blocks: as many runs as blocks" $((last - first + 1)) \
	"$(wc -l < $nd/"$dax"/dax_kmem/blocks)"
equal "blocks: for root only" 400 "$(stat -c %a $nd/"$dax"/dax_kmem/blocks)"
undo "$dax"
equal "size after the way back" "$size" "$(cat $nd/"$dax"/size)"

# never touched by dax_pmem: the copy is the one of a probe that is over
rmmod device_dax
rmmod dax_pmem
ndctl disable-region region0 > /dev/null
echo "$uuid" > $ours/new_id
ndctl enable-region region0 > /dev/null
find_devdax
check "our driver took it by UUID" test "$(driver_of "$dax")" = dax_kmem
equal "without dax_pmem: size" "$size" "$(cat $nd/"$dax"/size)"
equal "without dax_pmem: resource" "$resource" "$(cat $nd/"$dax"/resource)"
check "without dax_pmem: ndctl list" ndctl list -RNDu

# last of all: what is once in a kernel zone need not come back
echo auto > $nd/"$dax"/dax_kmem/zone
echo online_movable > $blocks/memory"$last"/state
echo online_kernel > $blocks/memory"$first"/state
equal "blocks: one in each zone" \
	"$first-$first kernel $((first + 1))-$((last - 1)) offline $last-$last movable " \
	"$(tr '\n' ' ' < $nd/"$dax"/dax_kmem/blocks)"
