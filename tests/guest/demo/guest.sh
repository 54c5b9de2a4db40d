# SPDX-License-Identifier: GPL-2.0-only
# shellcheck shell=dash
# The demo's part in the guest. What goes to fd 3 is what people see.
mib() {
	echo "$(($1 >> 20)) MiB"
}

survey() {	# DIR: one file a topic
	mkdir -p "$1"
	mib "$(mem_total)" > "$1/1 MemTotal"
	for node in /sys/devices/system/node/node[0-9]*; do
		number=${node##*/node}
		echo "node $number: $(mib "$(node_bytes "$number")")" >> "$1/2 NUMA nodes"
	done
	sed -n '/Persistent Memory/,/^[0-9a-f]/{/Persistent Memory/p;/^  /p}' /proc/iomem > "$1/3 proc-iomem"
	dax-kmem list | awk 'NR == 1 { split($0, head) } NR == 2 { for (i = 2; i <= NF; i++)
		print tolower(head[i]) ": " $i }' > "$1/4 dax-kmem list"
}

side_by_side() {
	printf '%-46s %s\n' "BEFORE" "AFTER"
	for topic in /tmp/before/*; do
		name=${topic##*/? }
		printf -- '--- %s\n' "$name" | sed 's/proc-iomem/\/proc\/iomem/'
		awk 'NR == FNR { left[NR] = $0; next }
			{ printf "%-46s %s\n", left[FNR], $0; n = FNR }
			END { while (left[++n] != "") print left[n] }' "$topic" "/tmp/after/${topic##*/}"
	done
}

{
	load_pmem
	make_devdax
	survey /tmp/before
	echo "\$ ndctl create-namespace -m devdax --map=mem"
	dax-kmem list
	echo
	echo "\$ dax-kmem attach $uuid"
	dax-kmem attach "$uuid" 2>&1 || exit 1
	dax-kmem list
	survey /tmp/after
	echo
	side_by_side
	echo
	echo "\$ numa_touch 1 1024     # write and read back 1 GiB, bound to node 1"
	numa_touch 1 1024 || exit 1
	echo "demo: pmem is RAM"
} >&3
