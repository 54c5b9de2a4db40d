# SPDX-License-Identifier: GPL-2.0-only
# runs: once
# An id by name serves one bind and means the instance that bore the name when it was written.
load_pmem
make_devdax -s 1G
modprobe dax_kmem
old=$uuid
old_name=$dax

echo "$dax" > $ours/new_id
check "destroy, with the name still listed" ndctl destroy-namespace -f "$namespace"
# names go round: make instances until one bears the name that was listed
for n in 1 2 3; do
	make_devdax -s 1G
	[ "$dax" = "$old_name" ] && break
	ndctl destroy-namespace -f "$namespace" > /dev/null 2>&1
	ndctl disable-region region0 > /dev/null
	ndctl enable-region region0 > /dev/null
	usleep 200000
done
equal "a new instance bears the old name" "$old_name" "$dax"
equal "a new namespace goes to dax_pmem" dax_pmem "$(driver_of "$dax")"
echo "$dax" > $drivers/dax_pmem/unbind
write_fails "the old id does not take the new instance" "$dax" $ours/bind "No such device"
equal "it is driverless, not ours" "" "$(driver_of "$dax")"
echo "$dax" > $drivers/dax_pmem/bind
check "its UUID is another" test "$old" != "$uuid"

equal "and the name is forgotten" "" "$(ids)"

# ndctl writes the name of a new device into every driver's bind file
dance "$dax"
check "bound by name" test "$(driver_of "$dax")" = dax_kmem
echo "$dax" > $ours/unbind
ndctl disable-namespace "$namespace" > /dev/null 2>&1
ndctl enable-namespace "$namespace" > /dev/null 2>&1
find_devdax
equal "enabled again, it goes to dax_pmem" dax_pmem "$(driver_of "$dax")"

# an id by UUID stays, and is checked against the info block
check "listed by UUID" write "$uuid node=1" $ours/new_id
equal "ids shows it" "$uuid node=1 zone=movable memmap=dram" "$(ids)"
echo "$dax" > $drivers/dax_pmem/unbind
check "bind" write "$dax" $ours/bind
equal "an id by UUID stays" "$uuid node=1 zone=movable memmap=dram" "$(ids)"
check "unbind" write "$dax" $ours/unbind
check "bind again" write "$dax" $ours/bind
check "unbind again" write "$dax" $ours/unbind

# what is asked for by name goes before what the UUID is listed with
echo offline > $blocks/auto_online_blocks
check "and by name, with other options" write "$dax zone=kernel" $ours/new_id
check "bind by either" write "$dax" $ours/bind
equal "the options given with the name count" kernel "$(cat $nd/"$dax"/dax_kmem/zone)"
equal "and the UUID stays" "$uuid node=1 zone=movable memmap=dram" "$(ids)"
check "unbind once more" write "$dax" $ours/unbind
check "remove_id" write "$uuid" $ours/remove_id
equal "nothing is listed" "" "$(ids)"
write_fails "then bind refuses" "$dax" $ours/bind "No such device"
write_fails "remove_id of what is not listed" "$uuid" $ours/remove_id "No such file or directory"
echo "$dax" > $drivers/dax_pmem/bind
equal "dax_pmem has it again" dax_pmem "$(driver_of "$dax")"
