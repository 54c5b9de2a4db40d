# SPDX-License-Identifier: GPL-2.0-only
# runs: every-kernel
# nvdimm: 2G 3G
# seconds: 600
# Whoever onlines memory, and however: no block of ours is ever in a zone that was not asked for.
load_pmem
make_devdax -r region0
kernel_zone=
for n in 1 2 3 4 5; do
	ndctl create-namespace -m devdax --map=mem -s 384M -r region1 > /tmp/other.json
	kernel_zone="$kernel_zone $(json uuid /tmp/other.json | head -n 1)"
done
modprobe dax_kmem
wrong=0
onlined=0
# each round onlines fourteen blocks; a debug kernel takes a second or more for each
rounds=15
expected=200
if [ -e /proc/lockdep_stats ]; then
	rounds=4
	expected=50
fi

# One look at all blocks: how many are online, and is any in the wrong zone?
look() {	# nd device, ZONE-NAME
	for n in $(block_list "$1"); do
		block_has "$n" state online || continue
		onlined=$((onlined + 1))
		block_has "$n" valid_zones "$2" || wrong=$((wrong + 1))
	done
}

race() {	# nd device, ZONE WORD ZONE-NAME
	echo "$1 zone=$2" > $ours/new_id
	echo "$1" > $drivers/dax_pmem/unbind
	start_onliner
	echo "$1" > $ours/bind || return 1
	look "$1" "$4"
	for n in $(block_list "$1"); do
		echo "$3" > $blocks/memory"$n"/state 2> /dev/null
	done
	stop_onliner
	look "$1" "$4"
	blocks_are "$1" online "$4"
}

# Each instance for a kernel zone is used once: what the kernel puts there need not come back.
race_kernel_zone() {
	local keep=$uuid movable=$dax total rc
	total=$(mem_total)
	uuid=${kernel_zone##* }
	kernel_zone=${kernel_zone% *}
	find_devdax
	race "$dax" kernel online_kernel Normal &&
		[ $(($(mem_total) - total)) = "$(cat $nd/"$dax"/dax_kmem/size)" ]
	rc=$?
	uuid=$keep
	dax=$movable
	return $rc
}

all_rounds() {	# WHAT
	local total
	onlined=0
	wrong=0
	failed=0
	total=$(mem_total)
	for round in $(seq $rounds); do
		race "$dax" movable online_movable Movable && undo "$dax" && [ "$(mem_total)" = "$total" ] ||
			failed=$((failed + 1))
	done
	race_kernel_zone || failed=$((failed + 1))
	equal "$1: rounds that failed, or left MemTotal changed" 0 $failed
	equal "$1: blocks in a wrong zone" 0 $wrong
	check "$1: $expected onlinings were looked at ($onlined)" test $onlined -ge $expected
}

for policy in offline online online_kernel online_movable; do
	echo $policy > $blocks/auto_online_blocks
	all_rounds "policy $policy"
done

# The other way round, as often: nothing is left behind in a kernel zone, as nothing goes online.
failed=0
refusals=0
total=$(mem_total)
for round in $(seq $rounds); do
	echo "$dax zone=kernel" > $ours/new_id
	echo "$dax" > $drivers/dax_pmem/unbind
	echo "$dax" > $ours/bind
	for n in $(block_list "$dax"); do
		# the policy has tried
		block_has "$n" state offline || failed=$((failed + 1))
		write online_movable $blocks/memory"$n"/state && failed=$((failed + 1))
		[ "$errno" = "Operation not permitted" ] && refusals=$((refusals + 1))
		block_has "$n" state offline || failed=$((failed + 1))
	done
	undo "$dax" && [ "$(mem_total)" = "$total" ] || failed=$((failed + 1))
done
equal "policy online_movable and zone=kernel: blocks that went online, or MemTotal changed" 0 $failed
check "policy online_movable and zone=kernel: $expected refusals ($refusals)" test $refusals -ge $expected

policy=/sys/module/memory_hotplug/parameters/online_policy
if [ -e $policy ]; then
	echo auto-movable > $policy
	echo online > $blocks/auto_online_blocks
	all_rounds "online_policy=auto-movable"
	echo offline > $blocks/auto_online_blocks

	# The kernel decides on our blocks as one, by their static group: two of 128 MiB here.
	ndctl create-namespace -m devdax --map=mem -s 384M -r region1 > /tmp/group.json
	keep=$dax
	uuid=$(json uuid /tmp/group.json | head -n 1)
	find_devdax
	zone_pages() {	# NAME OF A LINE: of node 0, but for zone movable
		awk -v name="$1" '/^Node/ { dram = $2 == "0," && $4 != "Movable" }
			$1 == name && dram { pages += $2 } END { print pages + 0 }' /proc/zoneinfo
	}
	# what is reserved for devices (CMA) counts as movable memory that is there already
	cma=$(($(zone_pages cma) * page_size >> 20))
	dram=$(($(zone_pages present) * page_size / 1048576 - cma))
	parameters=/sys/module/memory_hotplug/parameters
	echo N > $parameters/auto_movable_numa_aware
	by_group() {	# MiB THAT MAY BE MOVABLE
		echo $(((($1 + cma) * 100 + dram - 1) / dram)) > $parameters/auto_movable_ratio	# percent, and more
		echo "$dax zone=auto" > $ours/new_id
		echo "$dax" > $drivers/dax_pmem/unbind
		echo "$dax" > $ours/bind
		set_blocks online "$dax"
	}
	check "a group as large as may be: online" by_group 272
	equal "a group as large as may be: two blocks" 2 "$(block_list "$dax" | wc -l)"
	check "a group as large as may be: movable" blocks_are "$dax" online Movable
	undo "$dax"
	check "a group that is larger: online" by_group 192
	check "a group that is larger: none of it is movable" blocks_are "$dax" online Normal
	dax=$keep
	echo contig-zones > $policy
else
	skip "online_policy=auto-movable" "this kernel has no such policy"
fi

# the kernel's policy, and whoever does not want it while memory is added
uuid=$(cat $nd/"$dax"/uuid)
echo online_movable > $blocks/auto_online_blocks
echo "$dax" > $drivers/dax_pmem/unbind
check "online=later is taken" write "$uuid online=later" $ours/new_id
check "online=later is shown" grep -q "^$uuid .* online=later$" $ours/ids
echo "$dax" > $ours/bind
check "online=later: the kernel has brought nothing online" blocks_are "$dax" offline
check "online=later: whoever binds it can" set_blocks online_movable "$dax"
check "online=later: in the zone that was requested" blocks_are "$dax" online Movable
set_blocks offline "$dax"
echo "$dax" > $ours/unbind
check "the same id without it" write "$uuid" $ours/new_id
echo "$dax" > $ours/bind
check "the kernel brings all of it online by its policy" blocks_are "$dax" online Movable
write "$uuid" $ours/remove_id
check "back" undo "$dax"
echo offline > $blocks/auto_online_blocks

# by hand, with the zone shown and changed
echo "$dax" > $ours/new_id
echo "$dax" > $drivers/dax_pmem/unbind
echo "$dax" > $ours/bind
zone=$nd/$dax/dax_kmem/zone
first=$(block_list "$dax" | head -n 1)
equal "zone: movable unless asked for" movable "$(cat "$zone")"
write_fails "a block online in another zone" online_kernel $blocks/memory"$first"/state \
	"Operation not permitted"
equal "it stays offline" offline "$(cat $blocks/memory"$first"/state)"
check "one line says why" sh -c "dmesg | grep -q 'not onlined in a kernel zone: zone=movable'"
write_fails "zone: garbage" dma "$zone" "Invalid argument"
check "zone can be changed" write kernel "$zone"
check "and is from then on what counts" write online_kernel $blocks/memory"$first"/state
equal "in that zone" Normal "$(cat $blocks/memory"$first"/valid_zones)"
check "zone=auto" write auto "$zone"
check "lets the others go where they like" set_blocks online_movable "$dax"

# somebody else's memory: the in-tree driver's, in a kernel zone, while ours wants movable
echo movable > "$zone"
modprobe kmem
ndctl create-namespace -m devdax --map=mem -s 384M -r region1 > /tmp/other.json
other=$(json chardev /tmp/other.json)
check "memory of others goes where they like" \
	sh -c "daxctl reconfigure-device --mode=system-ram --no-movable $other | grep -q '\"movable\":false'"
