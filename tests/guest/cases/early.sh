# SPDX-License-Identifier: GPL-2.0-only
# runs: newest-kernel
# boots: 2
# The module parameter ids= takes a device from the start: device_dax never sees it.
if [ "$BOOT" = 1 ]; then
	load_pmem
	make_devdax -s 1G
	save uuid "$uuid"
	make_devdax -s 1G
	save other "$uuid"
	rmmod device_dax
	rmmod dax_pmem
	refused "ids= with garbage" modprobe dax_kmem ids=garbage
	refused "ids= with a name" modprobe dax_kmem ids="$dax"
	check "the log says which word" sh -c "dmesg | grep -q \"ids=: '$dax' is no UUID\""
	refused "ids= with more than a parameter holds" modprobe dax_kmem ids="$(for n in $(seq 28); do
		printf '11111111-2222-3333-4444-%012d,' "$n"; done)"
	check "the kernel's log says so" sh -c "dmesg | grep -q 'string parameter too long'"
	check "an empty ids= is none" modprobe dax_kmem ids=
	equal "none" "" "$(ids)"
	rmmod dax_kmem
	check "disable=1" modprobe dax_kmem disable=1 ids="$uuid"
	equal "then ids= lists none" "" "$(ids)"
	rmmod dax_kmem
	# what "dax-kmem auto" takes for yes and for no, the kernel does; this is what all of them know
	for value in =1 =10 =y =Yes =on =ON ""; do
		modprobe dax_kmem "disable$value"
		equal "disable$value: yes" Y "$(cat /sys/module/dax_kmem/parameters/disable)"
		rmmod dax_kmem
	done
	for value in =0 =01 =n =No =off =OFF "=1 disable=0"; do
		# shellcheck disable=SC2086 # one word or two
		modprobe dax_kmem disable$value
		equal "disable$value: no" N "$(cat /sys/module/dax_kmem/parameters/disable)"
		rmmod dax_kmem
	done
	refused "disable= is neither" modprobe dax_kmem disable=
	refused "disable=maybe is neither" modprobe dax_kmem disable=maybe
else
	# libnvdimm then says which driver it asks for which device
	modprobe libnvdimm dyndbg=+p
	check "modprobe dax_kmem, before all others" modprobe dax_kmem ids="\"$uuid zone=auto,11111111-2222-3333-4444-555555555555\""
	equal "an id's options" auto "$(ids | sed -n "s/^$uuid.*zone=\([a-z]*\).*/\1/p")"
	equal "both are listed" 2 "$(ids | wc -l)"
	load_pmem
	find_devdax
	equal "it is ours" dax_kmem "$(driver_of "$dax")"
	equal "no char device was made for it" "" "$chardev"
	asked=$(dmesg | grep -c "dax_pmem.probe($dax)")
	mine=$dax
	uuid=$other
	find_devdax
	equal "the other one is dax_pmem's" dax_pmem "$(driver_of "$dax")"
	if [ -e /proc/dynamic_debug/control ]; then
		equal "dax_pmem was not asked for it" 0 "$asked"
		check "but was for the other one" sh -c "dmesg | grep -q 'dax_pmem.probe($dax)'"
	else
		skip "dax_pmem was not asked for it" "this kernel has no dynamic debug"
	fi
	check "the memory goes online" set_blocks online_movable "$mine"
	check "and works" numa_touch 1 128
fi
