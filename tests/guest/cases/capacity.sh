# SPDX-License-Identifier: GPL-2.0-only
# runs: once
# nvdimm: 17G
# cmdline: iomem=relaxed
# seconds: 400
# The page array that --map=dev keeps on the namespace becomes RAM too; info block and labels do not.
load_pmem
make_devdax -s 16G --map=dev
modprobe dax_kmem
info=$(info_sum)
label=$(label_sum)
data=$(cat $nd/"$dax"/size)
exits 0 "attach" dax-kmem attach "$uuid"
size=$(cat $nd/"$dax"/dax_kmem/size)
echo "# $((data >> 20)) MiB as device-dax, $((size >> 20)) MiB as RAM" >&3
check "RAM is more than device-dax had" test "$size" -gt "$data"
equal "it begins at the first block behind the info block" $(($(ns_start "$namespace") / block_size + 1)) \
	"$(block_list "$dax" | head -n 1)"
equal "what is lost is one block, less what the info block has" $((block_size - reserve)) \
	"$(cat $nd/"$dax"/dax_kmem/lost)"
# the lowest block is among those that are used
for n in $(block_list "$dax" | tail -n +3); do
	echo offline > $blocks/memory"$n"/state
done
check "use the lowest two blocks" numa_touch 1 230
equal "info block" "$info" "$(info_sum)"
equal "labels" "$label" "$(label_sum)"
check "back" undo "$dax"
equal "device-dax is as large as before" "$data" "$(cat $nd/"$dax"/size)"
equal "info block after the way back" "$info" "$(info_sum)"
check "device-dax works" dax_pattern write "/dev/$chardev"
check "and reads back" dax_pattern read "/dev/$chardev"
