# SPDX-License-Identifier: GPL-2.0-only
# A step of attach fails, or somebody else is faster, or stubborn: the device goes back, and no id is left.
each_write() {
	for fail in new_id:12 dax_pmem/unbind:16 dax_kmem/bind:5 dax_kmem/bind:12 memory33/state:12 \
		memory34/state:1 memory36/state:22; do
		new_tree
		one_devdax
		FAKE_FAIL=$fail acts 6 "$fail fails" attach dax0.0
		equal "$fail fails: back home" dax_pmem "$(driver_of 0)"
		equal "$fail fails: no id is left" "" "$(ids)"
		says "$fail fails: it says so" "back with driver dax_pmem, nothing has changed"
		unset FAKE_FAIL
		acts 0 "$fail failed: the next attach" attach dax0.0
	done
}

damaged_info_block() {
	new_tree
	one_devdax
	FAKE_FAIL="dax_kmem/bind:74" acts 6 "a damaged info block" attach dax0.0
	equal "a damaged info block: left alone" "" "$(driver_of 0)"
	says "a damaged info block: it says so" "its info block is damaged, so it is left without a driver"
}

# what only the module sees
no_block_in_it() {
	new_tree
	one_devdax
	rm "$root/$nd/dax0.0/driver"
	FAKE_FAIL="dax_kmem/bind:34" acts 7 "the module finds no memory block in it" attach dax0.0
	equal "the module finds no memory block in it: home" dax_pmem "$(driver_of 0)"
	says "the module finds no memory block in it: it says so" \
		"namespace0.0 holds no whole memory block, or its alignment leaves no data in it"
}

driverless() {
	new_tree
	one_devdax
	rm "$root/$nd/dax0.0/driver"
	FAKE_FAIL=new_id:12 acts 6 "driverless, and nothing was done" attach dax0.0
	equal "driverless, and nothing was done: it stays so" "" "$(driver_of 0)"
	says "driverless, and nothing was done: it says so" "still without a driver, nothing has changed"
}

no_way_back() {
	new_tree
	one_devdax
	FAKE_FAIL="dax_kmem/bind:12 dax_pmem/bind:19" acts 6 "no way back" attach dax0.0
	says "no way back: it says where the device is" \
		"dax_pmem does not take it: No such device; it has no driver now, and 'dax-kmem attach' tries again"
	new_tree
	one_devdax
	FAKE_FAIL="memory35/state:12 dax_kmem/unbind:16" acts 6 "no way back, and RAM" attach dax0.0
	says "no way back, and RAM: the cure" "'dax-kmem detach' tries again"
}

# somebody else onlines and offlines blocks, too
others_online() {
	new_tree
	one_devdax
	FAKE_FAIL="memory35/state:16:1 memory34/state:11:1" acts 0 "a block that is busy once" attach dax0.0
	equal "a block that is busy once: online in the end" 4 "$(count_blocks online Movable)"
	new_tree
	one_devdax
	export FAKE_HOOK="memory33/state:echo online > $root/$memory/memory36/state;
	echo Normal > $root/$memory/memory36/valid_zones"
	acts 0 "a block that something else onlined elsewhere" attach dax0.0
	equal "a block that something else onlined elsewhere: it is moved" 4 "$(count_blocks online Movable)"
	new_tree
	one_devdax
	export FAKE_HOOK="memory34/state:echo offline > $root/$memory/memory33/state;
	echo 'Normal Movable' > $root/$memory/memory33/valid_zones"
	acts 0 "a block that something else offlined" attach dax0.0
	new_tree
	one_devdax
	export FAKE_HOOK="memory3:for n in 33 34 35 36; do
	echo offline > $root/$memory/memory\$n/state; done"
	acts 6 "blocks that something else keeps offline" attach dax0.0
	equal "blocks that something else keeps offline: back home" dax_pmem "$(driver_of 0)"
}

it_goes_away() {
	new_tree
	one_devdax
	export FAKE_HOOK="dax_kmem/bind:rm -r $root/$nd/dax0.0"
	acts 4 "a device that goes away" attach dax0.0
	says "a device that goes away: it says so" "the device has gone away"
	new_tree
	one_devdax
	export FAKE_HOOK="memory36/state:rm -r $root/$nd/dax0.0"
	acts 4 "a device that goes away while its blocks go online" attach dax0.0
	new_tree
	one_devdax
	export FAKE_HOOK="dax_kmem/remove_id:echo $(uuid_of 7) > $root/$nd/dax0.0/uuid"
	acts 4 "another device of that name" attach dax0.0
}

each_write
damaged_info_block
no_block_in_it
driverless
no_way_back
others_online
it_goes_away
