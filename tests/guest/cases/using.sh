# SPDX-License-Identifier: GPL-2.0-only
# runs: once
# nvdimm: 2G 512M
# seconds: 420
# expects: Call Trace
# What doc/using.md says of memory that is used well: each of it is tried here, and the numbers are
# said with it. The first NVDIMM is RAM on node 1; the second one is for swap. The traces that the kernel's
# log has are of the OOM killer, and of an allocation that a cpuset without DRAM makes fail.
load_pmem
make_devdax -s 1920M
modprobe dax_kmem
echo offline > $blocks/auto_online_blocks
exits 0 "attach" dax-kmem attach "$uuid"
demotion=/sys/kernel/mm/numa/demotion_enabled
balancing=/proc/sys/kernel/numa_balancing
hugepages=/sys/devices/system/node/node1/hugepages
mib=256		# pages

# what holds memory ends when it is killed: nothing is ever written to this
mkfifo /tmp/nothing
exec 9<> /tmp/nothing
# start DESCRIPTION COMMAND...: a program that says "filled"; sets $pid
start() {
	local description="$1"
	shift
	: > /tmp/said
	"$@" < /tmp/nothing > /tmp/said 2>&1 &
	pid=$!
	wait_for "$description" grep -q filled /tmp/said || explain < /tmp/said
}
end() {
	kill -9 "$@" && wait "$@" 2> /dev/null
}
pages_on() {	# NODE PID
	awk -v key="N$1=" '{ for (i = 1; i <= NF; i++) if (index($i, key) == 1) sum += substr($i, length(key) + 1) }
		END { print sum + 0 }' "/proc/$2/numa_maps"
}
# most NODE PID MIB: nearly all of so many MiB are there; the program has some pages beside them
most() {
	[ "$(pages_on "$1" "$2")" -ge $(($3 * mib * 95 / 100)) ]
}
vmstat() {	# COUNTER
	sed -n "s/^$1 //p" /proc/vmstat
}
free_on() {	# NODE: MiB
	echo $(($(sed -n 's/.*MemFree: *\([0-9]*\) kB/\1/p' "/sys/devices/system/node/node$1/meminfo") / 1024))
}
say() {
	report "# $*"
}
said_has() {	# PATTERN
	echo "$said" | grep -q "$1"
}
demoted() {	# MiB since the machine was started
	echo $((($(vmstat pgdemote_kswapd) + $(vmstat pgdemote_direct)) / mib))
}
# lives_on PID: while the kernel takes some 50 MiB for itself, which pmem in zone movable cannot be
lives_on() {
	mkdir /tmp/many
	seq 60000 | (cd /tmp/many && xargs mkdir)
	[ -e "/proc/$1/exe" ]
}

# --- whoever asks for nothing
start "64 MiB that nobody has asked for" numa_touch any 64 hold
check "without asking: DRAM, while there is some" most 0 $pid 64
end $pid
# --- when DRAM is full, the kernel itself has none any more
more=$(($(free_on 0) + 200))
# it may be ended before it has all
numa_touch any $more hold < /tmp/nothing > /tmp/said 2>&1 &
pid=$!
is_filled_or_gone() {
	grep -q filled /tmp/said || [ ! -e "/proc/$pid/exe" ]
}
wait_for "more than DRAM has" is_filled_or_gone
refused "no demotion, no swap: it is ended" lives_on $pid
check "no demotion, no swap: by the OOM killer" sh -c "dmesg | grep -q 'oom-kill:.*task=numa_touch,pid=$pid,'"
# as the kernel has said of all nodes then; DRAM alone has less
free=$(dmesg | sed -n 's/.* free:\([0-9]*\) free_pcp:.*/\1/p' | tail -n 1)
check "no demotion, no swap: 1 GiB at least is free then" test "${free:-0}" -ge $((1024 * mib))
end $pid
rm -r /tmp/many
if [ -e $demotion ]; then
	echo 1 > $demotion
	start "more than DRAM has, with demotion" numa_touch any $more hold
	check "more than DRAM has: the rest is on pmem" test "$(pages_on 1 $pid)" -ge $((150 * mib))
	check "demotion: it lives on" lives_on $pid
	check "demotion: idle pages have made room" test "$(demoted)" -ge 10
	say "DRAM has $(free_on 0) MiB left, and $(demoted) MiB were demoted"
	end $pid
	rm -r /tmp/many
	echo 0 > $demotion
else
	skip "demotion: it lives on" "this kernel cannot"
fi

# --- numactl
if command -v numactl > /dev/null; then
	check "numactl --hardware: node 1 has no CPU" sh -c "numactl --hardware | grep -q '^node 1 cpus: *$'"
	start "numactl --membind" numactl --membind=1 numa_touch any 64 hold
	check "numactl --membind=1: all on pmem" most 1 $pid 64
	end $pid
	start "numactl --preferred" numactl --preferred=1 numa_touch any 64 hold
	check "numactl --preferred=1: on pmem" most 1 $pid 64
	end $pid
	start "numactl --interleave" numactl --interleave=0,1 numa_touch any 64 hold
	check "numactl --interleave=0,1: half on DRAM" most 0 $pid 32
	check "numactl --interleave=0,1: half on pmem" most 1 $pid 32
	end $pid
	start "a program in DRAM" numa_touch any 64 hold
	check "migratepages" migratepages $pid 0 1
	check "migratepages: what runs is on pmem now" most 1 $pid 64
	end $pid
else
	skip "numactl" "it is not in this guest"
fi
mkdir -p /mnt
check "a tmpfs with mpol=bind:1" mount -t tmpfs -o size=128M,mpol=bind:1 pmem /mnt
shmem_on() {	# NODE: MiB in tmpfs
	echo $(($(sed -n 's/.*Shmem: *\([0-9]*\) kB/\1/p' "/sys/devices/system/node/node$1/meminfo") / 1024))
}
before=$(shmem_on 1)
dd if=/dev/zero of=/mnt/file bs=1M count=64 2> /dev/null
check "tmpfs, mpol=bind:1: its files are on pmem" test $(($(shmem_on 1) - before)) -ge 60
umount /mnt

# --- services: what systemd's AllowedMemoryNodes= writes
cgroup=/sys/fs/cgroup
mount -t cgroup2 cgroup $cgroup
echo "+cpuset +memory" > $cgroup/cgroup.subtree_control
mkdir $cgroup/service
# what runs by this one has all of its memory from there
echo '#!/bin/sh
echo $$ > /sys/fs/cgroup/service/cgroup.procs && exec "$@"' > /bin/in_service
chmod 755 /bin/in_service
check "cpuset.mems" write 1 $cgroup/service/cpuset.mems
check "cpuset.mems=1: the kernel calls that unsupported" sh -c "dmesg | grep -q 'movable nodes only'"
start "a service on pmem" in_service numa_touch any 64 hold
check "cpuset.mems=1: all of the service is on pmem" most 1 $pid 64
numa_stat() {	# NODE: MiB of anonymous memory of the service
	echo $(($(sed -n "s/^anon .*N$1=\([0-9]*\).*/\1/p" $cgroup/service/memory.numa_stat) / 1048576))
}
equal "memory.numa_stat: it says so" "0 64" "$(numa_stat 0) $(numa_stat 1)"
refused "a service on pmem cannot have DRAM" in_service numa_touch 0 8
# what a pipe holds is memory of the kernel's, and is accounted to the service
equal "cpuset.mems=1: a pipe cannot be written to" "" "$(in_service sh -c 'echo x | cat' 2> /dev/null)"
if command -v numactl > /dev/null; then
	equal "numactl --membind=1: it can" x "$(numactl --membind=1 sh -c 'echo x | cat')"
fi
check "cpuset.mems of a service that runs" write 0 $cgroup/service/cpuset.mems
check "cpuset.mems=0: it has moved to DRAM" most 0 $pid 64
end $pid
write 0-1 $cgroup/service/cpuset.mems

# --- demotion, by reclaim as the kernel does it when memory is short
if [ -e $demotion ] && [ -e $cgroup/service/memory.reclaim ]; then
	equal "demotion: off at first" false "$(cat $demotion)"
	exits 0 "status" dax-kmem status
	check "status points it out" said_has "warning .*demotion is off"
	start "an idle service" in_service numa_touch any 128 hold
	check "demotion: the service is in DRAM" most 0 $pid 128
	write_fails "demotion is off, and there is no swap: nothing can be reclaimed" 64M $cgroup/service/memory.reclaim \
		"Resource temporarily unavailable"
	check "demotion: still all in DRAM" most 0 $pid 128
	check "demotion on" write 1 $demotion
	before=$(demoted)
	write 64M $cgroup/service/memory.reclaim
	check "demotion: 60 MiB at least have moved to pmem" test "$(pages_on 1 $pid)" -ge $((60 * mib))
	check "demotion: /proc/vmstat counts them" test $(($(demoted) - before)) -ge 60
	say "asked for 64 MiB, demoted $(($(demoted) - before))"
	end $pid
	exits 0 "status, with demotion" dax-kmem status
	check "status: what is demoted does not come back" said_has "note .*numa_balancing=2"
else
	skip "demotion" "this kernel cannot, or has no memory.reclaim"
fi

# --- promotion
if [ -e $balancing ] && [ -e /sys/devices/virtual/memory_tiering ] && command -v migratepages > /dev/null; then
	start "a busy program" numa_touch any 64 busy
	migratepages $pid 0 1
	check "promotion: a busy program is on pmem" most 1 $pid 64
	echo 0 > $balancing
	sleep 5
	check "promotion off: it stays there" most 1 $pid 64
	promoted=$(vmstat pgpromote_success)
	check "numa_balancing=2" write 2 $balancing
	started=$(date +%s)
	patience=120 wait_for "its pages to come back to DRAM" most 0 $pid 64
	check "promotion on: it is in DRAM again" most 0 $pid 64
	say "promoted $((($(vmstat pgpromote_success) - promoted) / mib)) MiB within $(($(date +%s) - started)) s"
	end $pid
	exits 0 "status, with demotion and promotion" dax-kmem status
	equal "status: no hint is left" 0 "$(echo "$said" | grep -c ^note)"
	echo 0 > $balancing
else
	skip "promotion" "this kernel has no numa_balancing=2"
fi

# --- swap
make_swap() {
	modprobe nd_pmem
	ndctl create-namespace -r region1 -m fsdax --map=mem > /tmp/swap.json &&
		swap=/dev/$(json blockdev /tmp/swap.json) && wait_for "$swap" test -b "$swap" &&
		mkswap "$swap" > /dev/null && swapon "$swap"
}
if [ -e $cgroup/service/memory.reclaim ] && make_swap; then
	echo 0 > $demotion
	start "an idle service, with swap" in_service numa_touch any 96 hold
	out=$(vmstat pswpout)
	write 64M $cgroup/service/memory.reclaim
	check "swap, no demotion: it is swapped out" test $(($(vmstat pswpout) - out)) -ge $((60 * mib))
	end $pid
	echo 1 > $demotion
	start "an idle service, with swap and demotion" in_service numa_touch any 96 hold
	before=$(demoted)
	out=$(vmstat pswpout)
	write 64M $cgroup/service/memory.reclaim
	out=$((($(vmstat pswpout) - out) / mib))
	before=$(($(demoted) - before))
	check "swap and demotion: what is in DRAM goes to pmem" test $before -ge 48
	say "demoted $before MiB, swapped out $out"
	end $pid
	check "swapoff" swapoff "$swap"
	echo 0 > $demotion
else
	skip "swap" "this kernel has no memory.reclaim, or there is no swap"
fi

# --- huge pages
if [ -e $hugepages/hugepages-2048kB ]; then
	echo 8 > $hugepages/hugepages-2048kB/nr_hugepages
	equal "huge pages of 2 MiB are to be had in zone movable" 8 "$(cat $hugepages/hugepages-2048kB/nr_hugepages)"
	exits 0 "detach with unused huge pages" dax-kmem detach "$uuid"
	equal "detach takes them away" 0 "$(cat $hugepages/hugepages-2048kB/nr_hugepages 2> /dev/null || echo 0)"
	exits 0 "attach again" dax-kmem attach "$uuid"
else
	skip "huge pages" "this kernel has none"
fi
if [ -e $hugepages/hugepages-1048576kB ]; then
	echo 1 > $hugepages/hugepages-1048576kB/nr_hugepages
	say "huge pages of 1 GiB in zone movable: $(cat $hugepages/hugepages-1048576kB/nr_hugepages)"
	equal "huge pages of 1 GiB are not to be had in zone movable" 0 "$(cat $hugepages/hugepages-1048576kB/nr_hugepages)"
else
	skip "huge pages of 1 GiB" "this CPU has none"
fi

# --- weighted interleave
weights=/sys/kernel/mm/mempolicy/weighted_interleave
if [ -e $weights ]; then
	check "weight of DRAM" write 3 $weights/node0
	check "weight of pmem" write 1 $weights/node1
	start "weighted interleave" numa_touch weighted 64 hold
	check "weighted interleave: three quarters in DRAM" most 0 $pid 48
	check "weighted interleave: one quarter on pmem" most 1 $pid 16
	end $pid
else
	skip "weighted interleave" "it takes kernel 6.9"
fi

# --- and the memory can be taken back while programs have it
start "a program on pmem" numa_touch any 64 hold
! command -v migratepages > /dev/null || migratepages $pid 0 1
exits 0 "detach, with a program on it" dax-kmem detach "$uuid"
check "the program is in DRAM then" most 0 $pid 64
end $pid
