# SPDX-License-Identifier: GPL-2.0-only
# attach is refused, and nothing has been written.
refused_by_plan() {
	new_tree
	all_states
	reads 3 "an unknown UUID" attach --sysroot "$root" "$(uuid_of 99)"
	reads 3 "a seed" attach --sysroot "$root" dax8.0
	reads 2 "no target's form" attach --sysroot "$root" region0
	reads 5 "RAM by the in-tree kmem" attach --sysroot "$root" dax5.0
	says "RAM by the in-tree kmem: the cure is named" "daxctl reconfigure-device --mode=devdax"
	reads 7 "an impossible node" attach --node 4 --sysroot "$root" dax0.0
	says "an impossible node: the possible ones are named" "choose one of 0-3"
	reads 5 "RAM on another node" attach --node 0 --sysroot "$root" dax1.0
	reads 0 "RAM already" attach --sysroot "$root" dax1.0
	reads 0 "RAM already, and JSON of it" attach --json --sysroot "$root" dax1.0 "$(uuid_of 1)"
	equal "RAM already, JSON: both targets, and nothing has changed" "[[\"dax1.0\",true],[\"$(uuid_of 1)\",true]]" \
		"$(jq -c '[.results[] | [.target, .before.state == "ram" and .before == .after]]' "$work/out")"
	equal "RAM already, JSON: the devices" '["dax1.0","dax1.0"]' "$(jq -c '[.devices[].device]' "$work/out")"
	reads 5 "the worst of several counts" attach --sysroot "$root" dax1.0 "$(uuid_of 99)" dax5.0
	instance 9 dax_pmem 0xb00200000 65011712
	reads 7 "less than a block" attach --sysroot "$root" namespace9.0
	says "less than a block: object, cause and cure" \
		"namespace9.0: 65528 KiB hold no whole memory block of 128 MiB; recreate namespace9.0 larger"
	cp -a "$root/$nd/dax0.0" "$root/$nd/dax10.0"
	reads 3 "a UUID that two carry" attach --sysroot "$root" "$(uuid_of 0)"
	reads 3 "a UUID that two carry, by another name" attach --sysroot "$root" dax0.0
	rm -r "${root:?}/$nd/dax10.0"
	rm -r "${root:?}/$drivers/dax_kmem"
	reads 8 "no module" attach --sysroot "$root" dax4.0
}

opened_by_somebody() {
	new_tree
	all_states
	mkdir -p "$root/proc/4242/task/4243/fd" && echo postgres > "$root/proc/4242/comm"
	ln -s "$work/node" "$root/proc/4242/task/4243/fd/7"
	reads 5 "an open device" attach --sysroot "$root" /dev/dax0.0
	says "an open device: who" "open or mapped by 4242 (postgres)"
	reads 0 "an open device, --force" attach -n --force --sysroot "$root" /dev/dax0.0
	prints "an open device, --force: it is said" "taking it kills their mappings, as --force asks"
	fd=$root/proc/4242/task/4243/fd
	# 5.10's dax_pmem_compat: a class device
	mkdir -p "$root/$nd/dax0.0/dax" "$root/sys/class/dax" "$root/$drivers/dax_pmem_compat"
	mv "$root/$nd/dax0.0/dax0.0" "$root/$nd/dax0.0/dax/dax0.0"
	rm "$root/$nd/dax0.0/dax/dax0.0/driver" "$root/$nd/dax0.0/dax/dax0.0/subsystem"
	link $nd/dax0.0/dax/dax0.0/subsystem ../../../../../../class/dax
	mv "$root/sys/bus/dax/devices/dax0.0" "$root/sys/class/dax/dax0.0"
	rm "$root/$nd/dax0.0/driver"
	link $nd/dax0.0/driver ../../drivers/dax_pmem_compat
	reads 5 "an open device of dax_pmem_compat" attach --sysroot "$root" /dev/dax0.0
	says "an open device of dax_pmem_compat: who" "/dev/dax0.0 is open or mapped by 4242 (postgres)"
}

opened_meanwhile() {
	new_tree
	one_devdax
	fd=$root/proc/4242/task/4243/fd
	mkdir -p "$fd" && echo postgres > "$root/proc/4242/comm"
	export FAKE_HOOK="new_id:ln -s $work/node $fd/7"
	acts 5 "opened meanwhile" attach dax0.0
	says "opened meanwhile: who" "open or mapped by 4242 (postgres)"
	equal "opened meanwhile: not unbound" 0 "$(grep -c unbind "$root/log")"
	equal "opened meanwhile: not listed any more" "" "$(ids)"
	equal "opened meanwhile: its driver" dax_pmem "$(driver_of 0)"
	unset FAKE_HOOK
}

another_one_meanwhile() {
	new_tree
	one_devdax
	export FAKE_HOOK="new_id:echo $(uuid_of 5) > $root/$nd/dax0.0/uuid"
	acts 4 "another device of that name meanwhile" attach dax0.0
	equal "another device of that name meanwhile: not unbound" 0 "$(grep -c unbind "$root/log")"
}

as_nobody() {
	new_tree
	one_devdax
	chmod -R go-w "$root"
	nobody 9 "no permission" attach dax0.0
	says "no permission: what to do" "run as root"
	lock_for_all
	nobody 9 "no permission for the files of sysfs" attach dax0.0
}

refused_by_plan
if mknod "$work/node" c 252 0 2> /dev/null; then
	opened_by_somebody
	opened_meanwhile
else
	skip "an open device" "no device node can be made here"
fi
another_one_meanwhile
as_root "no permission" as_nobody
