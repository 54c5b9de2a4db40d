# SPDX-License-Identifier: GPL-2.0-only
# runs: once
# nvdimm: 2G 2G
# The nd name and the char device's name differ: the helper takes the right one or refuses. A char
# device has its namespace's number; nd devices are numbered as they come.
load_pmem
make_devdax -s 512M -r region0
first=$uuid
make_devdax -s 512M -r region0
second=$uuid
ndctl destroy-namespace -f namespace0.0 > /dev/null 2>&1
# which number comes first is a matter of chance
tries=0
until [ "$tries" = 20 ] || [ "$dax $chardev" = "dax0.1 dax0.0" ]; do
	tries=$((tries + 1))
	ndctl disable-region region0 > /dev/null
	ndctl enable-region region0 > /dev/null
	find_devdax
done
modprobe dax_kmem
echo "second $second is nd $dax, char $chardev"
check "the names differ" test "$dax" != "$chardev"

exits 0 "list" dax-kmem list --json
check "list shows both names" sh -c "dax-kmem list --json | tr -d ' \n' |
	grep -q '\"device\":\"$dax\",\"namespace\":\"$(cat "$nd/$dax/namespace")\",\"chardev\":\"$chardev\"'"
exits 0 "attach by the char device's path" dax-kmem attach "/dev/$chardev"
equal "it took the right one" dax_kmem "$(driver_of "$dax")"
exits 0 "again by UUID: already so" dax-kmem attach "$second"
exits 3 "its char device is gone now" dax-kmem attach "/dev/$chardev"
undo "$dax"

# a second instance that bears the first one's char device name on the nd bus
make_devdax -s 512M -r region0
third=$uuid
echo "third $third is nd $dax, char $chardev"
both=$chardev
check "one name means two devices" test "$(cat "$nd/$both/uuid")" = "$second"
exits 3 "it is refused" dax-kmem attach "$both"
check "with the UUIDs to choose from" sh -c "echo '$said' | grep -q '$second' && echo '$said' | grep -q '$third'"
equal "nothing is ours" "" "$(ls -d $ours/dax* 2>/dev/null)"
exits 0 "the UUID is not ambiguous" dax-kmem attach "$third"
