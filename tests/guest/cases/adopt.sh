# SPDX-License-Identifier: GPL-2.0-only
# runs: every-kernel
# nvdimm: 4G 10G
# memory: 2048
# seconds: 600
# cmdline: slub_debug=FZPU iomem=relaxed
# Memory whose device went away is taken over when the same instance is bound again.
load_pmem
make_devdax -r region0
modprobe dax_kmem
echo "$uuid" > $ours/new_id
dance_online "$dax"
total=$(mem_total)
info=$(info_sum)
range=$(cat $nd/"$dax"/dax_kmem/range)
size=$(cat $nd/"$dax"/size)

for round in 1 2 3; do
	ndctl disable-region region0 > /dev/null 2>&1
	check "round $round: the device is gone" test ! -e "$nd/$dax"
	equal "round $round: the memory is there" "$total" "$(mem_total)"
	ndctl enable-region region0 > /dev/null 2>&1
	find_devdax
	equal "round $round: it came back to us" dax_kmem "$(driver_of "$dax")"
	equal "round $round: with the same range" "$range" "$(cat $nd/"$dax"/dax_kmem/range)"
	equal "round $round: nothing was added twice" "$total" "$(mem_total)"
	equal "round $round: one System RAM" 1 "$(grep -c 'System RAM (dax_kmem)' /proc/iomem)"
	equal "round $round: the bus shows its size" "$size" "$(cat $nd/"$dax"/size)"
	equal "round $round: info block" "$info" "$(info_sum)"
	check "round $round: it works" numa_touch 1 64
	check "round $round: unbind is refused" not write "$dax" $ours/unbind
done

# without the UUID on the list nobody gets at the info block; listing it opens the way
write "$uuid" $ours/remove_id
ndctl disable-region region0 > /dev/null 2>&1
ndctl enable-region region0 > /dev/null 2>&1
wait_for "the namespace" test -e "$nd/$namespace"
usleep 500000
equal "not listed: no device for it" "" "$(grep -l "$uuid" $nd/dax*/uuid 2>/dev/null)"
echo "$uuid" > $ours/new_id
echo "$namespace" > $drivers/nd_pmem/bind 2> /dev/null
find_devdax
equal "listed: it comes back to us" dax_kmem "$(driver_of "$dax")"
equal "and nothing was added twice" "$total" "$(mem_total)"
write "$uuid" $ours/remove_id

check "the way back to device-dax is open again" undo "$dax"
find_devdax
check "device-dax works" dax_pattern write "/dev/$chardev"
check "and reads back" dax_pattern read "/dev/$chardev"

# a part of the page array that --map=dev keeps has become RAM; libnvdimm wants all of it
make_devdax -r region1 -s 9G --map=dev
data=$(cat $nd/"$dax"/size)
info=$(info_sum)
echo "$uuid" > $ours/new_id
check "--map=dev" dance_online "$dax"
check "--map=dev: RAM is more than device-dax had" \
	test "$(cat $nd/"$dax"/dax_kmem/size)" -gt "$data"
total=$(mem_total)
range=$(cat $nd/"$dax"/dax_kmem/range)
for round in 1 2; do
	ndctl disable-region region1 > /dev/null 2>&1
	check "--map=dev, round $round: the device is gone" test ! -e "$nd/$dax"
	ndctl enable-region region1 > /dev/null 2>&1
	find_devdax
	equal "--map=dev, round $round: it came back to us" dax_kmem "$(driver_of "$dax")"
	equal "--map=dev, round $round: with the same range" "$range" "$(cat $nd/"$dax"/dax_kmem/range)"
	equal "--map=dev, round $round: nothing was added twice" "$total" "$(mem_total)"
	equal "--map=dev, round $round: the bus shows its size" "$data" "$(cat $nd/"$dax"/size)"
	equal "--map=dev, round $round: info block" "$info" "$(info_sum)"
	check "--map=dev, round $round: it works" numa_touch 1 64
done
write "$uuid" $ours/remove_id
check "--map=dev: the way back" undo "$dax"
find_devdax
equal "--map=dev: device-dax is as large as before" "$data" "$(cat $nd/"$dax"/size)"
check "--map=dev: device-dax works" dax_pattern write "/dev/$chardev"
check "--map=dev: and reads back" dax_pattern read "/dev/$chardev"
check "rmmod" rmmod dax_kmem
