# SPDX-License-Identifier: GPL-2.0-only
# The transaction, on a kernel that reacts.
every_step() {
	new_tree
	one_devdax
	acts 0 "attach" attach "$(uuid_of 0)"
	golden_log() {
		sed 's/ *$//' "$root/log" > "$work/out"
		golden "$1" "$2"
	}
	sed 's/ *$//' "$root/log" > "$work/out"
	golden "attach: every write" attach.log
	equal "attach: bound" dax_kmem "$(driver_of 0)"
	equal "attach: every block is movable" 4 "$(count_blocks online Movable)"
	equal "attach: no id is left" "" "$(ids)"
	equal "attach: the lock is root's alone" "700 600" \
		"$(stat -c %a "$root/run/dax-kmem" "$root/run/dax-kmem/lock" | xargs)"
	says "attach: it says what there is now" "512 MiB are RAM on node 1, 4 of 4 blocks online, zone movable"
	acts 0 "attach again" attach dax0.0
	equal "attach again: no write" "" "$(cat "$root/log" 2>/dev/null)"
	echo "$(uuid_of 0) zone=movable" > "$root/$drivers/dax_kmem/ids"
	acts 0 "attach again, with an id that is left" attach dax0.0
	equal "attach again, with an id that is left: it is gone" "" "$(ids)"
}

kernel_policy() {
	new_tree
	one_devdax
	put sys/devices/system/memory/auto_online_blocks online_movable
	acts 0 "attach, policy online" attach dax0.0
	equal "attach, policy online: the module is to wait" "$(uuid_of 0) zone=movable memmap=dram online=later" \
		"$(sed -n 's|^.*/new_id ||p' "$root/log")"
	equal "attach, policy online: every block is movable" 4 "$(count_blocks online Movable)"
	acts 0 "back" detach dax0.0
	acts 0 "attach, policy online, any zone" attach --zone auto dax0.0
	equal "attach, policy online, any zone: the kernel decides" "$(uuid_of 0) zone=auto memmap=dram" \
		"$(sed -n 's|^.*/new_id ||p' "$root/log")"
	acts 0 "back again" detach dax0.0
	touch "$root/$drivers/dax_kmem/old"
	acts 0 "attach, policy online, an older module" attach dax0.0
	equal "attach, policy online, an older module: it is told what it knows" \
		"$(uuid_of 0) zone=movable memmap=dram" "$(sed -n 's|^.*/new_id ||p' "$root/log" | tail -n 1)"
	equal "attach, policy online, an older module: every block is movable" 4 "$(count_blocks online Movable)"
}

another_zone() {
	new_tree
	one_devdax
	acts 0 "attach, to move it" attach dax0.0
	acts 0 "attach to the other zone" attach --zone kernel dax0.0
	equal "attach to the other zone: all are there" 4 "$(count_blocks online Normal)"
	acts 0 "attach without a wish" attach dax0.0
	equal "attach without a wish: they stay" 4 "$(count_blocks online Normal)"
	FAKE_FAIL=memory35/state:12 acts 6 "a move that fails" attach --zone movable dax0.0
	equal "a move that fails: all are back" 4 "$(count_blocks online Normal)"
	equal "a move that fails: the zone too" kernel "$(cat "$root/$nd/dax0.0/dax_kmem/zone")"
	FAKE_FAIL=dax_kmem/zone:5 acts 6 "a move whose zone is refused" attach --zone movable dax0.0
	equal "a move whose zone is refused: none has moved" 4 "$(count_blocks online Normal)"
	rm "$root/$nd/dax0.0/dax_kmem/zone"
	acts 4 "something else unbinds it meanwhile" attach --zone movable dax0.0
	says "something else unbinds it meanwhile: it says so" "it has gone away, or something else has unbound it"
}

without_online() {
	new_tree
	one_devdax
	acts 0 "attach --no-online" attach --no-online --node 2 --memmap dram dax0.0
	equal "attach --no-online: offline" 4 "$(count_blocks offline "Normal Movable")"
	says "attach --no-online: it says so" "512 MiB are added to node 2, and all 4 blocks are offline"
	equal "attach --node" 2 "$(cat "$root/$nd/dax0.0/dax_kmem/node")"
	acts 0 "attach finishes it" attach --json dax0.0
	prints "attach finishes it: JSON" '"state": "ram"'
	equal "attach finishes it: all online" 4 "$(count_blocks online Movable)"
}

every_step
kernel_policy
another_zone
without_online
