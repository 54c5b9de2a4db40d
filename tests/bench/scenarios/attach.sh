# SPDX-License-Identifier: GPL-2.0-only
# shellcheck shell=dash disable=SC1091,SC2154
# One namespace becomes RAM and device-dax again, by each contender in turn, round after round.
#   contenders  of: floor dax-kmem daxctl kernel policy     rounds  how many are counted
#   memmap      dram or pmem, for those that can be told    map     mem or dev, of the namespace
# Round 0 comes first and is not counted: each contender runs for the first time in it.
# Figures: attach, attach-cpu, detach, detach-cpu: microseconds; ram: bytes of MemTotal;
# dram: KiB that the node of the processors has less; ram and dram are of round 0; blocks: how many there are
. /test/common.sh

load_pmem
map=${map-mem}
make_devdax --map="$map" || give_up "no namespace"
modprobe dax_kmem
modprobe kmem 2> /dev/null || true
total_before=$(mem_total)

forth() {	# CONTENDER ROUND
	echo offline > "$policy"
	case $1 in
	floor) timed attach floor "$2" floor attach "$dax" "memmap=$memmap" "$first" "$count" ;;
	dax-kmem) timed attach dax-kmem "$2" dax-kmem attach --memmap "$memmap" "$uuid" ;;
	daxctl) timed attach daxctl "$2" daxctl reconfigure-device -m system-ram "$chardev" ;;
	policy)
		echo online_movable > "$policy"
		timed attach policy "$2" dax-kmem attach --memmap "$memmap" "$uuid"
		;;
	kernel)
		echo online_movable > "$policy"
		timed attach kernel "$2" floor kmem "$chardev"
		;;
	esac
	echo offline > "$policy"
}

back() {	# CONTENDER ROUND
	case $1 in
	floor) timed detach floor "$2" floor detach "$dax" "$first" "$count" ;;
	dax-kmem | policy) timed detach "$1" "$2" dax-kmem detach "$uuid" ;;
	daxctl | kernel) timed detach "$1" "$2" daxctl reconfigure-device -f -m devdax "$chardev" ;;
	esac
	# the kernel's driver keeps the name that it was given
	[ "$1" != kernel ] || echo "$chardev" > /sys/bus/dax/drivers/kmem/remove_id
}

turn() {	# CONTENDER ROUND
	# this drops caches: only where all of them are cold anyway
	[ "$2" != 0 ] || before=$(node0_free)
	forth "$1" "$2"
	if [ "$2" = 0 ]; then
		measured dram "$1" 0 $((before - $(node0_free)))
		measured ram "$1" 0 $(($(mem_total) - total_before))
	fi
	[ "$(mem_total)" -gt "$total_before" ] || give_up "$1: no memory has come"
	back "$1" "$2"
	find_devdax || give_up "$1: the device is not back"
	[ "$(mem_total)" = "$total_before" ] || give_up "$1: not all memory has gone"
}

echo offline > "$policy"
learn_blocks
measured blocks all 0 "$count"
round=0
while [ $round -le "$rounds" ]; do
	for contender in $contenders; do
		turn "$contender" $round
	done
	round=$((round + 1))
done
the_end
