# SPDX-License-Identifier: GPL-2.0-only
# shellcheck shell=sh disable=SC2154 # set by tests/cli/case.sh
# A kernel that could never take memory with its page array on itself offline again: the file of the
# module, which was built for that kernel, says what it takes in an id.

# module_file OPTIONS: as it is installed; an older version says nothing of options
module_file() {
	local_tree=$work/module
	rm -rf "$local_tree" "${root:?}/lib/modules"
	mkdir -p "$local_tree/lib/modules/1.0" "$root/lib"
	{
		echo '.section .modinfo,"a"'
		echo '.asciz "version=1"'
		[ -z "$1" ] || echo ".asciz \"id_options=$1\""
	} | cc -c -x assembler -o "$local_tree/lib/modules/1.0/dax_kmem.ko" - &&
		/sbin/depmod -b "$local_tree" 1.0 2> /dev/null &&
		cp -r "$local_tree/lib/modules/1.0" "$root/lib/modules"
}

# short_of_dram OPTIONS: four blocks, whose page array takes most of the DRAM there is
short_of_dram() {
	new_tree
	one_devdax
	available 12288
	put sys/module/memory_hotplug/parameters/memmap_on_memory Y
	module_file "$1"
}

short_of_dram "node=N memmap=dram memmap=pmem online=later"
reads 0 "a module that takes it: plan" plan --sysroot "$root" dax0.0
prints "a module that takes it: auto chooses it" "8M of the pmem itself"
reads 0 "a module that takes it: --memmap pmem" plan --memmap pmem --sysroot "$root" dax0.0

short_of_dram ""
reads 0 "a module that does not say: --memmap pmem" plan --memmap pmem --sysroot "$root" dax0.0

short_of_dram "node=N memmap=dram online=later xmemmap=pmem memmap=pmems"
reads 0 "a module that does not take it: plan" plan --sysroot "$root" dax0.0
prints "a module that does not take it: auto does not choose it" "8M of DRAM"
for command in plan attach; do
	reads 7 "a module that does not take it: $command --memmap pmem" $command --memmap pmem \
		--sysroot "$root" dax0.0
	cat "$work/err" >> "$work/out"
	prints "a module that does not take it: $command --memmap pmem: why" \
		"this kernel could never take such memory offline again"
done
available 4096
reads 7 "and DRAM is too small" plan --sysroot "$root" dax0.0
prints "and DRAM is too small: what to do" \
	"free some: on this kernel it cannot be on the pmem"
reads 0 "and status" status --sysroot "$root"
prints "and status" "in DRAM only (on the pmem this kernel cannot"
