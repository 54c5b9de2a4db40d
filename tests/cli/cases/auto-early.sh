# SPDX-License-Identifier: GPL-2.0-only
# auto, where the memory was taken early, and the configuration does not list it any more.
u=$(uuid_of 0)

attached() {
	new_tree
	one_devdax
	mkdir "$root/etc"
	acts 0 "attach" attach dax0.0
}

online() {
	attached
	runs 0 "enable" enable "$u"
	acts 0 "auto: RAM that is still listed" auto dax0.0
	runs 0 "disable RAM" disable "$u"
	put etc/dax-kmem.conf "[another]
uuid = $(uuid_of 7)"
	acts 0 "auto: RAM that is not listed" auto dax0.0
	says "auto: RAM that is not listed: an old initramfs" "is held by dax_kmem, and no section of the configuration lists it"
	equal "auto: RAM that is not listed: it stays" dax_kmem "$(driver_of 0)"
	put $early "$(uuid_of 7) zone=kernel,$u"
	acts 0 "auto: RAM that is not listed, early" auto dax0.0
	equal "auto: RAM that is not listed, early: it stays" dax_kmem "$(driver_of 0)"
	rm "$root/etc/dax-kmem.conf"
	acts 0 "auto: RAM and nothing listed, early" auto dax0.0
	says "auto: RAM and nothing listed, early: an old initramfs" "is held by dax_kmem, and no section"
	equal "auto: RAM and nothing listed, early: it stays" dax_kmem "$(driver_of 0)"
}

# as if there were no module
nothing_online() {
	attached
	for kind in "no section" "an error" "listed by hand"; do
		acts 0 "$kind: detach" detach dax0.0
		acts 0 "$kind: attach" attach --no-online dax0.0
		code=0
		home=dax_pmem
		put $early "$u"
		case $kind in
		"an error")
			put etc/dax-kmem.conf "[broken"
			code=2
			;;
		"listed by hand")
			put $early "$(uuid_of 7)"
			home=dax_kmem
			;;
		esac
		acts $code "taken early, $kind: auto" auto dax0.0
		equal "taken early, $kind: its driver" $home "$(driver_of 0)"
		rm -f "$root/etc/dax-kmem.conf"
	done
}

# the unit that comes before udev does
taken_only() {
	attached
	runs 0 "enable" enable "$u"
	acts 0 "taken early, and another one: detach" detach dax0.0
	acts 0 "taken early, and another one: attach" attach --no-online dax0.0
	instance 1 dax_pmem 0x200200000 1071644672
	chardev 1 device_dax
	runs 0 "enable the other one" enable "$(uuid_of 1)"
	put $early "$u"
	acts 0 "auto --taken" auto --taken
	equal "auto --taken: every block is online" 4 "$(count_blocks online Movable)"
	equal "auto --taken: the other one stays" dax_pmem "$(driver_of 1)"
	acts 0 "auto --taken again" auto --taken
	equal "auto --taken again: no write" "" "$(cat "$root/log" 2>/dev/null)"
	runs 2 "auto --taken DEVICE" auto --taken dax0.0
	rm "$root/$early"
	acts 0 "auto --taken, and nothing was" auto --taken
	equal "auto --taken, and nothing was: no write" "" "$(cat "$root/log" 2>/dev/null)"
}

by_the_labels_uuid() {
	new_tree
	one_devdax
	put etc/dax-kmem.conf "[a]
uuid = $(cat "$root/$nd/namespace0.0/uuid")
early = yes"
	cure="etc/dax-kmem.conf:1: early = yes has no effect with the UUID of a label; the info block of namespace0.0 has uuid = $u"
	reads 0 "early, by the label's UUID: check-config" check-config --sysroot "$root"
	says "early, by the label's UUID: check-config warns" "$cure"
	runs 0 "early, by the label's UUID: enable" enable dax0.0
	says "early, by the label's UUID: enable warns" "$cure"
	acts 0 "early, by the label's UUID: auto" auto dax0.0
	says "early, by the label's UUID: auto warns" "$cure"
	acts 0 "early, by the label's UUID: detach again" detach dax0.0
}

online
nothing_online
taken_only
by_the_labels_uuid
