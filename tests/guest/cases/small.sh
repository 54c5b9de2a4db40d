# SPDX-License-Identifier: GPL-2.0-only
# runs: newest-kernel
# A namespace smaller than one memory block, one without data, and one with a bad info block.
load_pmem
make_devdax -s 64M
modprobe dax_kmem
exits 7 "helper: less than a block" dax-kmem attach "$uuid"
check "helper: it says how much is missing" test "${said#*no whole memory block of 128 MiB}" != "$said"
equal "dax_pmem keeps it" dax_pmem "$(driver_of "$dax")"
echo "$dax" > $ours/new_id
echo "$dax" > $drivers/dax_pmem/unbind
write_fails "bind: less than a block" "$dax" $ours/bind "Numerical result out of range"
equal "the name is forgotten all the same" "" "$(ids)"
echo "$dax" > $drivers/dax_pmem/bind
equal "dax_pmem takes it back" dax_pmem "$(driver_of "$dax")"
ndctl destroy-namespace -f "$namespace" > /dev/null 2>&1

# an alignment that leaves no data is no damage
make_devdax -s 256M
if make_devdax -s 1G -a 1G; then
	equal "no data: there is none" 0 "$(cat $nd/"$dax"/size)"
	for command in plan attach; do
		exits 7 "no data: $command" dax-kmem $command "$uuid"
		check "no data: $command names the cause" \
			test "${said#*its alignment leaves no data in it}" != "$said"
	done
	equal "no data: dax_pmem keeps it" dax_pmem "$(driver_of "$dax")"
	echo "$dax" > $drivers/dax_pmem/unbind
	exits 7 "no data, and only the module can see it" dax-kmem attach "$uuid"
	check "no data: the module says so" sh -c "dmesg | grep -q 'its alignment leaves no data in it'"
	equal "no data: dax_pmem has it back" dax_pmem "$(driver_of "$dax")"
	equal "no data: no id is left" "" "$(ids)"
else
	skip "no data" "this kernel's libnvdimm does not take such a namespace"
fi
ndctl destroy-namespace -f all > /dev/null 2>&1

# flip one bit of the checksum under the device's feet, while it is driverless
# the alignment by name: after a refusal the next device would have the one that was refused
make_devdax -s 1G -a 2M
echo "$uuid" > $ours/new_id
echo "$dax" > $drivers/dax_pmem/unbind
address=$(($(ns_start "$namespace") + 4096 + 4088))
good=$(devmem $address 32)
devmem $address 32 $((good ^ 1))
info=$(info_sum)
check "the info block is spoilt" test "$(devmem $address 32)" != "$good"
write_fails "bind: a bad checksum" "$dax" $ours/bind "Bad message"
check "one line says so" sh -c "dmesg | grep -q 'bad info block: wrong checksum'"
equal "the 8 KiB are as they were" "$info" "$(info_sum)"
equal "no driver has it" "" "$(driver_of "$dax")"
# the helper from there: unbound, so that only the module can see what is wrong
exits 6 "helper: it fails" dax-kmem attach "$uuid"
equal "helper: no id is left" "" "$(ids)"
equal "helper: no driver has it: dax_pmem would write a new info block" "" "$(driver_of "$dax")"
equal "helper: the 8 KiB are as they were" "$info" "$(info_sum)"
