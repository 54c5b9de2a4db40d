# SPDX-License-Identifier: GPL-2.0-only
# shellcheck shell=sh disable=SC2154 # set by tests/cli/case.sh
# Namespaces that are no device-dax instances, and are named as such.
new_tree
one_devdax
namespace() {	# NUMBER SIZE [DRIVER]
	put $nd/namespace"$1".0/uuid "$(printf '%08d-aaaa-4bbb-8ccc-dddddddddddd' "$1")"
	put $nd/namespace"$1".0/size "$2"
	put $nd/namespace"$1".0/alt_name "name$1"
	[ $# -lt 3 ] || link $nd/namespace"$1".0/driver "../../drivers/$3"
}
holder() {	# HOLDER NUMBER BLOCK [DRIVER]
	put $nd/"$1$2".0/namespace "namespace$2.0"
	put $nd/"$1$2".0/uuid "$(uuid_of "$2")"
	mkdir -p "$root/$nd/$1$2.0/block/$3"
	[ $# -lt 4 ] || link $nd/"$1$2".0/driver "../../drivers/$4"
}
namespace 1 1073741824 nd_pmem
holder pfn 1 pmem1 nd_pmem
namespace 2 1073741824 nd_pmem
holder btt 2 pmem2s nd_pmem
namespace 3 1073741824 nd_pmem
mkdir -p "$root/$nd/namespace3.0/block/pmem3"
namespace 4 1073741824
namespace 5 0
namespace 6 1073741824
holder pfn 6 none
rmdir "$root/$nd/pfn6.0/block/none" "$root/$nd/pfn6.0/block"
put $nd/pfn9.0/namespace ""
put $nd/btt9.0/uuid ""

other() {	# DESCRIPTION TARGET TEXT
	for command in plan attach enable; do
		reads 3 "$1: $command" $command --sysroot "$root" "$2"
		says "$1: $command says what it is" "dax-kmem: $2: not a device-dax instance: $3"
	done
}
makes() {	# NAMESPACE
	echo "and not in device-dax mode; 'ndctl create-namespace -f -e $1 -m devdax --map=mem' makes it that, and destroys all that is stored in it"
}
fsdax="namespace1.0 is in fsdax mode, as /dev/pmem1, $(makes namespace1.0)"
other "fsdax, by namespace" namespace1.0 "$fsdax"
other "fsdax, by UUID" "$(uuid_of 1)" "$fsdax"
other "fsdax, by the label's UUID" 00000001-AAAA-4bbb-8ccc-dddddddddddd "$fsdax"
other "fsdax, by block device" /dev/pmem1 "$fsdax"
other "sector" namespace2.0 "namespace2.0 is in sector mode, as /dev/pmem2s, $(makes namespace2.0)"
other "raw" /dev/pmem3 "namespace3.0 is in raw mode, as /dev/pmem3, $(makes namespace3.0)"
disabled="has no driver, so that its mode is not known; 'ndctl enable-namespace"
other "disabled" namespace4.0 "namespace4.0 $disabled namespace4.0' gives it one"
other "disabled, and was fsdax" "$(uuid_of 6)" "namespace6.0 $disabled namespace6.0' gives it one"
reads 3 "a seed" plan --sysroot "$root" namespace5.0
says "a seed: there is nothing" "namespace5.0: no such device-dax instance"
reads 3 "a namespace that is not there" plan --sysroot "$root" namespace7.0
reads 2 "a block device that is not there" plan --sysroot "$root" /dev/pmem7
reads 0 "a device-dax instance" plan --sysroot "$root" namespace0.0

put etc/dax-kmem.conf "[fsdax]
uuid = $(uuid_of 1)
[sector]
name = name2
[missing]
uuid = $(uuid_of 7)"
chmod go-w "$root/etc/dax-kmem.conf"
acts 0 "auto" auto
says "auto: what is listed by UUID" \
	"$root/etc/dax-kmem.conf:1: this section lists what is not a device-dax instance: namespace1.0 is in fsdax mode"
says "auto: what is listed by name" \
	"$root/etc/dax-kmem.conf:3: this section lists what is not a device-dax instance: namespace2.0 is in sector mode"
says "auto: what is not there" "$root/etc/dax-kmem.conf:5: no instance of this machine has the UUID"
