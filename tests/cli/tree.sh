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

# dax_device NUMBER PLACE DRIVER START SIZE: on the dax bus alone, below /sys/devices/PLACE; DRIVER may be none
dax_device() {
	put "sys/devices/$2/dax$1.0/target_node" 1
	put "sys/devices/$2/dax$1.0/resource" "$4"
	put "sys/devices/$2/dax$1.0/size" "$5"
	link "sys/bus/dax/devices/dax$1.0" "../../../devices/$2/dax$1.0"
	[ "$3" = none ] || link "sys/devices/$2/dax$1.0/driver" "/sys/bus/dax/drivers/$3"
}

# blocks FIRST COUNT STATE VALID-ZONES: memory blocks as the kernel shows them
blocks() {
	for n in $(seq "$1" $(($1 + $2 - 1))); do
		put $memory/memory"$n"/state "$3"
		put $memory/memory"$n"/valid_zones "$4"
	done
}

# cxl_extent DECODER ENDPOINT SERIAL START: what a memory device gives to a region
cxl_extent() {
	decoder=sys/devices/platform/ACPI0017:00/root0/port1/$2/$1
	put "$decoder/dpa_resource" "$4"
	put "$decoder/dpa_size" 0x40000000
	link "sys/bus/cxl/devices/$1" "../../../devices/platform/ACPI0017:00/root0/port1/$2/$1"
	put "sys/bus/cxl/devices/$2/uport/serial" "$3"
}

# Soft-reserved memory that kmem has in zone Normal, some that device_dax has, and some in two ranges, a region
# of CXL memory over two memory devices, and pmem.
every_kind() {
	machine
	instance 0 dax_pmem 0x100200000 671088640
	chardev 0 device_dax
	rm -r "${root:?}/sys/bus/dax/devices/dax0.0"
	link sys/bus/dax/devices/dax0.0 ../../../devices/platform/nfit/ndbus0/region0/dax0.0/dax0.0
	dax_device 1 platform/hmem.0 kmem 0x300100000 1072693248
	blocks 97 6 online Normal
	blocks 103 1 offline "Normal Movable"
	dax_device 2 platform/hmem_platform.0/hmem.1 device_dax 0x400000000 1073741824
	dax_device 3 platform/hmem.2 kmem 0x500000000 536870912
	put sys/devices/platform/hmem.2/dax3.0/mapping0/start 0x500000000
	put sys/devices/platform/hmem.2/dax3.0/mapping0/end 0x50fffffff
	put sys/devices/platform/hmem.2/dax3.0/mapping1/start 0x520000000
	put sys/devices/platform/hmem.2/dax3.0/mapping1/end 0x52fffffff
	blocks 160 2 online Movable
	blocks 164 2 online Movable
	region=platform/ACPI0017:00/root0/decoder0.0/region7
	dax_device 7 "$region/dax_region7" kmem 0x800000000 2147483648
	blocks 256 16 online Movable
	put "sys/devices/$region/interleave_ways" 2
	put "sys/devices/$region/target0" decoder3.0
	put "sys/devices/$region/target1" decoder2.0
	link sys/bus/cxl/devices/region7 "../../../devices/$region"
	cxl_extent decoder2.0 endpoint2 0xffeeddccbbaa9988 0x40000000
	cxl_extent decoder3.0 endpoint3 0xc0ffee01 0x40000000
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
