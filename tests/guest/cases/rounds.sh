# SPDX-License-Identifier: GPL-2.0-only
# runs: newest-kernel
# seconds: 500
# cmdline: slub_debug=F slub_nomerge
# 30 rounds (100 on a debug kernel) of there and back leave nothing behind.
load_pmem
# kmemleak sees single objects, and is shown a hundred rounds, of less memory: KASAN is slow
each=10
size=
if [ -e /sys/kernel/debug/kmemleak ]; then
	each=34
	size="-s 512M"
fi
# shellcheck disable=SC2086 # two words or none
make_devdax $size
modprobe dax_kmem
# slub_debug: without it 7.x keeps dozens of free objects at hand and counts them as used
# objects of the caches that probe allocates from; idle caches are shrunk first
slab() {
	echo 3 > /proc/sys/vm/drop_caches
	for cache in 8 16 32 64 96 128 192 256 512 1k 2k 4k; do
		echo 1 > /sys/kernel/slab/kmalloc-$cache/shrink
		awk -v c=kmalloc-$cache '$1 == c { print $2 }' /proc/slabinfo
	done | awk '{ sum += $1 } END { print sum }'
}
# What kfree_rcu() was given stays counted for seconds, and nobody can ask it to hurry: the lowest
# count of twelve seconds, or the first that is below LIMIT.
settled() {	# LIMIT
	local until=$(($(uptime_seconds) + 12)) lowest now
	lowest=$(slab)
	while [ "$lowest" -ge "$1" ] && [ "$(uptime_seconds)" -lt $until ]; do
		usleep 500000
		now=$(slab)
		[ "$now" -ge "$lowest" ] || lowest=$now
	done
	echo "$lowest"
}
uptime_seconds() {
	cut -d. -f1 /proc/uptime
}
round() {
	dance_online "$dax" && blocks_are "$dax" online Movable && undo "$dax"
}
# the first one has the kernel set up node 1, which stays
check "the first round" round
total=$(mem_total)
iomem=$(cat /proc/iomem)
bad=0
# others allocate too, but not in every batch: a leak of one object a round shows in each, but for a few
limit=$((each / 2 + 1))
least=1000
for batch in 1 2 3; do
	objects=$(settled 0)
	for n in $(seq $each); do
		round || bad=$((bad + 1))
	done
	grown=$(($(settled $((objects + limit))) - objects))
	echo "objects: $grown more after $each rounds"
	[ $grown -lt $least ] && least=$grown
done
equal "rounds that failed" 0 $bad
equal "MemTotal" "$total" "$(mem_total)"
equal "/proc/iomem" "$iomem" "$(cat /proc/iomem)"
check "slab objects: fewer than $limit ($each rounds left $least)" test $least -lt $limit
equal "references to the module" 0 "$(cat /sys/module/dax_kmem/refcnt)"
check "device-dax works" dax_pattern write "/dev/$chardev"
check "and reads back" dax_pattern read "/dev/$chardev"
check "rmmod" rmmod dax_kmem
