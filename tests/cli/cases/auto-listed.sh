# SPDX-License-Identifier: GPL-2.0-only
# auto: which section of the configuration counts, and that it waits for its turn.
by_name() {
	fleet
	acts 0 "auto, by name" auto dax0.0
	equal "auto, by name: as it is listed" 4 "$(count_blocks online Normal)"
	acts 0 "auto again" auto dax0.0
	acts 0 "auto: detach" detach dax0.0
	acts 0 "auto: no such device" auto dax9.0
	acts 0 "auto for all" auto
	equal "auto for all: as it is listed" 4 "$(count_blocks online Normal)"
	says "auto for all: what nobody has" "etc/dax-kmem.conf:6: no instance of this machine has the UUID $(uuid_of 7)"
}

after_another_run() {
	fleet
	mkdir -p "$root/run/dax-kmem"
	flock "$root/run/dax-kmem/lock" sleep 2 &
	wait_until sh -c "! flock -n $root/run/dax-kmem/lock true"
	acts 0 "auto: another run is busy" auto dax0.0
	says "auto: another run is busy, it is waited for" "waiting for another run to end"
	wait
}

not_listed() {
	new_tree
	one_devdax
	put $nd/namespace0.0/alt_name ram
	put etc/dax-kmem.conf "[other]
uuid = $(uuid_of 7)"
	acts 0 "auto, not listed" auto dax0.0
	says "auto, not listed: it says so" "dax0.0: $(uuid_of 0), name ram: left as it is, no section"
}

by_uuid_before_name() {
	fleet
	put usr/lib/dax-kmem.conf.d/60-uuid.conf "[by UUID]
uuid = $(uuid_of 0)"
	acts 0 "auto, by UUID before name" auto dax0.0
	equal "auto, by UUID before name: that section's zone" 4 "$(count_blocks online Movable)"
}

by_label() {
	fleet
	put usr/lib/dax-kmem.conf.d/60-label.conf "[by the label's UUID]
uuid = $(cat "$root/$nd/namespace0.0/uuid")"
	acts 0 "auto, by the label's UUID" auto dax0.0
	equal "auto, by the label's UUID: RAM" dax_kmem "$(driver_of 0)"
	reads 0 "enable: listed by other means, as it is" enable --sysroot "$root" dax0.0
	says "enable: listed by other means, as it is: where" "60-label.conf:1: lists it already"
	reads 2 "enable: listed by other means" enable --zone kernel --sysroot "$root" dax0.0
	says "enable: listed by other means, where" "60-label.conf:1: lists it already; copy that file"
	runs 0 "disable: a vendor lists it" disable dax0.0
	says "disable: a vendor lists it: what still does" "dax-kmem.conf:2 still lists it; remove it there"
	reads 2 "disable: listed by hand" disable --sysroot "$root" dax0.0
	says "disable: listed by hand, where" "dax-kmem.conf:2: lists it, and not by 'dax-kmem enable'"
}

# a copy of the medium, which somebody may want to keep
two_with_one_uuid() {
	new_tree
	one_devdax
	put $nd/namespace0.0/alt_name ram
	twin
	put etc/dax-kmem.conf "[a]
uuid = $(uuid_of 0)"
	acts 3 "auto, two with one UUID" auto dax0.0
	says "auto, two with one UUID: both are named" "dax0.0 and dax1.0 both carry it"
	acts 3 "auto for all, two with one UUID" auto
	equal "auto, two with one UUID: neither is touched" "dax_pmem dax_pmem" "$(driver_of 0) $(driver_of 1)"
}

by_name
after_another_run
not_listed
by_uuid_before_name
by_label
two_with_one_uuid
