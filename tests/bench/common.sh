# SPDX-License-Identifier: GPL-2.0-only
# shellcheck shell=dash disable=SC3043,SC2154 # $contender and so on are the scenarios', the rest lib.sh's
# What the scenarios share, in the guest, behind tests/guest/lib.sh.
PATH=/test:$PATH
policy=$blocks/auto_online_blocks

# measured FIGURE CONTENDER ROUND VALUE
measured() {
	echo "bench $*" >&3
}

# What has gone wrong ends the scenario: a figure from a machine in an unknown state would be none.
give_up() {
	echo "# $*" >&3
	sed 's/^/# /' /tmp/said | tail -n 5 >&3
	exit 1
}

the_end() {
	echo "bench end" >&3
	result ok "measured"
}

# timed FIGURE CONTENDER ROUND COMMAND...: wall clock and CPU, in microseconds. The command must succeed.
timed() {
	local figure=$1 contender=$2 round=$3 wall cpu code
	shift 3
	# what the last command has left to do in the background is not this one's
	sync
	# shellcheck disable=SC2046 # three words
	set -- $(stopwatch "$@" 2> /tmp/said) "$@"
	wall=$1 cpu=$2 code=$3
	shift 3
	[ "$code" = 0 ] || give_up "$figure $contender $round: $* ends with $code"
	measured "$figure" "$contender" "$round" "$wall"
	measured "$figure-cpu" "$contender" "$round" "$cpu"
}

# KiB, with nothing in it that could be dropped
node0_free() {
	sync
	echo 3 > /proc/sys/vm/drop_caches
	# not of all nodes: that would look at each page of the memory that was attached
	echo 1 > /sys/devices/system/node/node0/compact
	sed -n 's/.*MemFree: *\([0-9]*\) kB/\1/p' /sys/devices/system/node/node0/meminfo
}

# The numbers of the device's blocks, which contenders have to be told beforehand: the module knows them.
learn_blocks() {
	local range
	dax-kmem attach --memmap "${memmap-dram}" --no-online "$uuid" > /tmp/said 2>&1 ||
		give_up "attach --no-online"
	range=$(cat "$nd/$dax/dax_kmem/range")
	first=$((${range%-*} / block_size))
	count=$(((${range#*-} + 1) / block_size - first))
	dax-kmem detach "$uuid" > /tmp/said 2>&1 || give_up "detach"
	find_devdax || give_up "the device is not back"
}
