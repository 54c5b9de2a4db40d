# SPDX-License-Identifier: GPL-2.0-only
# cmdline: slub_debug=FZPU page_poison=1
# The bus's own attributes stay right while we are bound: libnvdimm's copy of the info block is
# freed with dax_pmem, and freed memory is poisoned here.
load_pmem
make_devdax
modprobe dax_kmem
size=$(cat $nd/"$dax"/size)
resource=$(cat $nd/"$dax"/resource)
shown=$(ndctl list -N | grep '"size"')

for round in 1 2 3; do
	dance_online "$dax"
	equal "round $round: size" "$size" "$(cat $nd/"$dax"/size)"
	equal "round $round: resource" "$resource" "$(cat $nd/"$dax"/resource)"
	check "round $round: ndctl list -RNDu" ndctl list -RNDu
	equal "round $round: ndctl shows the size" "$shown" "$(ndctl list -N | grep '"size"')"
	undo "$dax"
done
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
