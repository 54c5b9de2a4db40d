# SPDX-License-Identifier: GPL-2.0-only
# shellcheck shell=sh disable=SC2154 # $root is the caller's
# Builds a fake /sys and /proc below $root, as a Debian 12 guest shows them.

put() {	# FILE TEXT
	mkdir -p "$root/$(dirname "$1")"
	echo "$2" > "$root/$1"
}

link() {	# LINK TARGET
	mkdir -p "$root/$(dirname "$1")"
	ln -s "$2" "$root/$1"
}

nd=sys/bus/nd/devices
drivers=sys/bus/nd/drivers
memory=sys/devices/system/memory
early=sys/module/dax_kmem/parameters/ids	# what the module takes by itself

uuid_of() {	# NUMBER
	printf '%08d-1111-4222-8333-444444444444' "$1"
}

available() {	# KIB: memory that can be allocated, all of it DRAM
	put proc/meminfo "MemAvailable:    $1 kB"
	put proc/zoneinfo "Node 0, zone   Normal
        managed  262144
      nr_free_pages $(($1 / 4))"
}

machine() {
	put $memory/block_size_bytes 8000000
	put sys/devices/system/node/possible 0-3
	for driver in dax_pmem dax_kmem; do
		put $drivers/$driver/bind ""
		put $drivers/$driver/unbind ""
	done
	put $drivers/dax_kmem/new_id ""
	put $drivers/dax_kmem/remove_id ""
	mkdir -p "$root/run"
	available 1048576
	put proc/cmdline "root=/dev/vda1 ro"
}

# instance NUMBER DRIVER [START SIZE]: nd daxN.0 on namespaceN.0; without a driver no START
instance() {
	put $nd/dax"$1".0/uuid "$(uuid_of "$1")"
	put $nd/dax"$1".0/namespace "namespace$1.0"
	put $nd/dax"$1".0/mode ram
	put $nd/dax"$1".0/target_node 1
	put $nd/namespace"$1".0/uuid "$(printf '%08d-aaaa-4bbb-8ccc-dddddddddddd' "$1")"
	[ "$2" = none ] || link $nd/dax"$1".0/driver "../../drivers/$2"
	[ $# -lt 4 ] || put $nd/dax"$1".0/resource "$3"
	[ $# -lt 4 ] || put $nd/dax"$1".0/size "$4"
	# 2 MiB before the data, as ndctl makes it
	[ $# -lt 4 ] || put $nd/namespace"$1".0/resource "$(printf '0x%x' $(($3 - 0x200000)))"
	[ $# -lt 4 ] || put $nd/namespace"$1".0/size $(($4 + 0x200000))
}

chardev() {	# NUMBER DRIVER
	link $nd/dax"$1".0/dax"$1".0/subsystem ../../../../../../bus/dax
	link $nd/dax"$1".0/dax"$1".0/driver "../../../../../../bus/dax/drivers/$2"
	put sys/bus/dax/devices/dax"$1".0/dev "252:$1"
}

# ram NUMBER FIRST-BLOCK COUNT ZONE [OFFLINE-BLOCKS]: what dax_kmem shows of a bound instance
ram() {
	start=$(($2 * 0x8000000))
	end=$((start + $3 * 0x8000000 - 1))
	put $nd/dax"$1".0/dax_kmem/range "$(printf '0x%x-0x%x' $start $end)"
	put $nd/dax"$1".0/dax_kmem/size $(($3 * 0x8000000))
	put $nd/dax"$1".0/dax_kmem/lost 132120576
	put $nd/dax"$1".0/dax_kmem/node 1
	put $nd/dax"$1".0/dax_kmem/memmap dram
	case $4 in
	Movable) put $nd/dax"$1".0/dax_kmem/zone movable ;;
	*) put $nd/dax"$1".0/dax_kmem/zone kernel ;;
	esac
	runs=
	n=$2
	while [ "$n" -lt $(($2 + $3)) ]; do
		if [ "$n" -lt $(($2 + ${5-0})) ]; then
			put $memory/memory$n/state offline
			put $memory/memory$n/valid_zones "Normal Movable"
			runs="$runs$n-$n offline
"
		else
			put $memory/memory$n/state online
			put $memory/memory$n/valid_zones "$4"
			case $4 in
			Movable) runs="$runs$n-$n movable
" ;;
			*) runs="$runs$n-$n kernel
" ;;
			esac
		fi
		n=$((n + 1))
	done
	printf "%s" "$runs" > "$root/$nd/dax$1.0/dax_kmem/blocks"
}

# One instance in each state that there is, and two seeds.
all_states() {
	machine
	instance 0 dax_pmem 0x100200000 4158652416
	chardev 0 device_dax
	instance 1 dax_kmem 0x300200000 4158652416
	ram 1 97 30 Movable
	instance 2 dax_kmem 0x500200000 1071644672
	ram 2 161 6 Movable 2
	instance 3 dax_kmem 0x600200000 1071644672
	ram 3 193 6 Normal 6
	instance 4 none
	instance 5 dax_pmem 0x800200000 1071644672
	chardev 5 kmem
	instance 6 dax_kmem 0x900200000 1071644672
	ram 6 289 6 Normal
	instance 7 dax_kmem 0xa00200000 1071644672
	ram 7 321 3 Normal
	put $memory/memory322/valid_zones Movable
	# from each block then, where the list does not fit in a page
	rm "$root/$nd/dax7.0/dax_kmem/blocks"
	# seeds: no UUID, no namespace
	put $nd/dax8.0/uuid ""
	put $nd/dax8.0/namespace ""
	mkdir -p "$root/$nd/pfn0.0" "$root/$nd/region0"
}

# Five instances on two buses. The configuration lists them by UUID, early, early by the UUID of the label,
# by name, and not at all.
two_buses() {
	machine
	for n in 0 1 2 3 4; do
		instance $n dax_pmem 0x${n}00200000 671088640
		chardev $n device_dax
		link $nd/region$n ../../../devices/platform/nfit/ndbus$((n / 4))/region$n
	done
	put $nd/ndbus0/provider ACPI.NFIT
	put $nd/ndbus1/provider e820
	put $nd/namespace3.0/alt_name "the big one"
	put $nd/dax4.0/target_node 2
	put etc/dax-kmem.conf "
[by uuid]
uuid = $(uuid_of 0)
[early]
uuid = $(uuid_of 1)
early = yes"
	put etc/dax-kmem.conf.d/label.conf "[label]
uuid = 00000002-aaaa-4bbb-8ccc-dddddddddddd
early = yes
[name]
name = the big one"
	chmod go-w "$root/etc/dax-kmem.conf" "$root/etc/dax-kmem.conf.d" \
		"$root/etc/dax-kmem.conf.d/label.conf"
	node=sys/devices/system/node
	put $node/node1/access0/initiators/read_latency 350
	put $node/node2/access0/initiators/read_latency 900
	put $node/node2/access1/initiators/read_latency 700
	put sys/devices/virtual/memory_tiering/memory_tier4/nodelist 0
	put sys/devices/virtual/memory_tiering/memory_tier22/nodelist 1-2
}
# One instance of four blocks, as device-dax; the block that starts the namespace is the fifth.
one_devdax() {
	machine
	instance 0 dax_pmem 0x100200000 671088640
	chardev 0 device_dax
}

# The same in a tree of its own, before anything is listed; the file that enable would write is $own.
unlisted() {
	new_tree
	one_devdax
	mkdir -p "$root/etc"
	u=$(uuid_of 0)
	own=$root/etc/dax-kmem.conf.d/$u.conf
}

# Two instances in a tree of its own, both with the name ram in their labels.
two_devdax() {
	new_tree
	one_devdax
	instance 1 dax_pmem 0x140200000 671088640
	chardev 1 device_dax
	put $nd/namespace0.0/alt_name ram
	put $nd/namespace1.0/alt_name ram
	mkdir -p "$root/etc"
}

# A configuration for many machines, which lists what has the name "ram", and one that is not here.
fleet_config() {
	put etc/dax-kmem.conf "; all of the fleet
[fleet]
name = ram	; the label's
zone = kernel

[one]
uuid = $(uuid_of 7 | tr a-f A-F)
memmap = pmem
node = 2"
}

# The same in a tree of its own, with the name and that configuration.
fleet() {
	new_tree
	one_devdax
	put $nd/namespace0.0/alt_name ram
	fleet_config
}

# A second instance, with the UUID of the first.
twin() {
	instance 1 dax_pmem 0x140200000 671088640
	put $nd/dax1.0/uuid "$(uuid_of 0)"
}

# A lock that every user may take.
lock_for_all() {
	mkdir -p "$root/run/dax-kmem" && touch "$root/run/dax-kmem/lock"
	chmod 777 "$root/run/dax-kmem" && chmod 666 "$root/run/dax-kmem/lock"
}
