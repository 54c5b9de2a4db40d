# SPDX-License-Identifier: GPL-2.0-only
# shellcheck shell=sh disable=SC2154 # set by tests/cli/case.sh
# Kernels with other pages than x86 has: arm64 has them of 16 and of 64 KiB, too.

# on_pages_of BYTES: one instance of four blocks, with 16384 pages that are available
on_pages_of() {
	new_tree
	one_devdax
	available 65536
	export FAKE_PAGE="$1"
}

field() {	# NAME
	jq ".plans[0].$1" "$work/out"
}

# 512 MiB of memory, 64 bytes for each page
plans() {	# BYTES MEMMAP-BYTES INFO-BYTES
	on_pages_of "$1"
	acts 0 "pages of $1: plan" plan --json dax0.0
	equal "pages of $1: the page array" "$2" "$(field memmap_bytes)"
	equal "pages of $1: DRAM is counted in them" $((16384 * $1)) "$(field dram_available)"
	equal "pages of $1: the info block" "$3" "$(field info_bytes)"
	acts 0 "pages of $1: list --blocks" list --blocks --json
	equal "pages of $1: list --blocks: the info block" "$3" \
		"$(jq ".parts[0].size" "$work/out")"
	acts 0 "pages of $1: attach" attach dax0.0
	acts 0 "pages of $1: detach" detach dax0.0
}
plans 4096 8388608 8192
plans 16384 2097152 16384
plans 65536 524288 65536

# The kernel keeps whole pageblocks for a page array, and says Y even where those of a block are less.
pmem_is() {	# CODE BYTES MEMMAP-ON-MEMORY
	on_pages_of "$2"
	put sys/module/memory_hotplug/parameters/memmap_on_memory "$3"
	acts "$1" "pages of $2, memmap_on_memory=$3: --memmap pmem" plan --memmap pmem dax0.0
}
pmem_is 0 4096 Y
pmem_is 7 16384 Y
prints "pages of 16384, memmap_on_memory=Y: why not" \
	"with its page size, the array of a memory block is no whole pageblock"
pmem_is 0 16384 force
pmem_is 7 65536 Y

# why a block does not go offline: what its pages are, in a file with a word for each page
on_pages_of 16384
instance 1 dax_kmem 0x300200000 671088640
ram 1 97 4 Movable
truncate -s $((101 * 65536)) "$root/proc/kpageflags"
# 5000 pages of processes in block 98, of the 8192 that it has
head -c $((5000 * 8)) /dev/zero | sed 's/\x00\{8\}/\x00\x10\x00\x00\x00\x00\x00\x00/g' |
	dd of="$root/proc/kpageflags" bs=65536 seek=98 conv=notrunc 2> /dev/null
FAKE_FAIL="memory98/state:16"
export FAKE_FAIL
acts 6 "pages of 16384: a block that stays" detach --timeout 1 dax1.0
says "pages of 16384: what is in it" "memory98 does not go offline"
says "pages of 16384: how many pages" "pages in use: 5000 of processes"
unset FAKE_FAIL FAKE_PAGE
