# SPDX-License-Identifier: GPL-2.0-only
new_tree
one_devdax
reads 0 "plan" plan --sysroot "$root" "$(uuid_of 0)"
golden "plan" plan
reads 0 "dry run" attach -n --sysroot "$root" "$(uuid_of 0)"
golden "attach --dry-run is plan" plan
reads 0 "plan --json" plan --json --sysroot "$root" "$(uuid_of 0)"
golden "plan: JSON" plan.json
reads 0 "plan -v" plan -v --sysroot "$root" "$(uuid_of 0)"
grep ^write "$work/out" > "$work/writes" && mv "$work/writes" "$work/out"
golden "plan -v: every write, in order" plan.writes
reads 0 "dry run with options" attach -nv --zone kernel --node 2 --sysroot "$root" dax0.0
prints "dry run with options: they are told to the module" \
	"new_id $(uuid_of 0) zone=kernel memmap=dram node=2"
reads 0 "dry run, --no-online" attach -nv --no-online --sysroot "$root" namespace0.0
equal "dry run, --no-online: the dance only" 4 "$(grep -c ^write "$work/out")"
rm -r "${root:?}/$drivers/dax_kmem"
reads 0 "dry run without the module" attach -nv --sysroot "$root" /dev/dax0.0
prints "dry run without the module: it would be loaded first" "load module dax_kmem"

# all that is worth saying, at once
new_tree
one_devdax
put sys/devices/system/memory/auto_online_blocks online
put sys/module/memory_hotplug/parameters/online_policy contig-zones
put sys/kernel/kexec_crash_loaded 1
put proc/cmdline "root=/dev/vda1 resume=/dev/vda2"
put etc/udev/rules.d/80-memory.rules 'SUBSYSTEM=="memory", ACTION=="add", ATTR{state}="online"'
put usr/lib/udev/rules.d/80-memory.rules 'SUBSYSTEM=="memory", ATTR{state}="online"'
put usr/lib/udev/rules.d/81-other.rules '# SUBSYSTEM=="memory", ATTR{state}="online"'
put etc/daxctl.conf.d/ram.conf "nvdimm.uuid = $(uuid_of 0 | tr a-f A-F)"
put proc/zoneinfo "Node 0, zone   Normal
        managed  16384
      nr_free_pages 262144
Node 1, zone  Movable
        managed  16384"
put sys/devices/system/node/online 0-1
put sys/devices/system/node/node0/distance "10 20"
put sys/devices/system/node/node1/access0/initiators/read_latency 350
put sys/devices/system/node/node1/access0/initiators/read_bandwidth 6000
put sys/devices/system/node/node1/meminfo "Node 1 MemTotal:       1024 kB
Node 1 MemUsed:       4 kB"
put sys/devices/virtual/memory_tiering/memory_tier4/nodelist 0
put sys/devices/virtual/memory_tiering/memory_tier22/nodelist 1-2
instance 5 dax_pmem 0x800200000 1071644672
chardev 5 kmem
put $nd/region0/max_available_extent 1073741824
put sys/kernel/mm/numa/demotion_enabled false
reads 0 "plan: notes and warnings" plan --sysroot "$root" "$(uuid_of 0)"
golden "plan: notes and warnings" plan.notes
reads 0 "plan: notes and warnings, JSON" plan --json --sysroot "$root" "$(uuid_of 0)"
equal "plan: JSON has each" 9 "$(jq '[.plans[] | .warnings[], .notes[]] | length' "$work/out")"
if command -v python3 > /dev/null; then
	python3 -m json.tool < "$work/out" > /dev/null
	equal "plan: JSON can be read" 0 $?
else
	skip "plan: JSON can be read" "there is no python3"
fi

# hibernation: where it can resume from is on the command line, or has been set by the initramfs
hibernates() {	# yes|no DESCRIPTION
	reads 0 "hibernation: $2" plan --sysroot "$root" dax0.0
	equal "hibernation: $2: is there a word about it?" "$1" \
		"$(grep -q "set up to hibernate, which dax_kmem refuses" "$work/out" && echo yes || echo no)"
}
put proc/cmdline "root=/dev/vda1 resume=/dev/vda2 noresume"
hibernates no noresume
put proc/cmdline "root=/dev/vda1 xresume=/dev/vda2 noresumes"
hibernates no "other parameters"
put sys/power/resume 0:0
put sys/power/state "freeze mem disk"
hibernates no "no resume device"
put sys/power/resume 254:2
hibernates yes "by the initramfs"
put sys/module/dax_kmem/parameters/allow_hibernation Y
hibernates no "the module allows it"
rm "$root/sys/module/dax_kmem/parameters/allow_hibernation"
put sys/power/state "freeze mem"
hibernates no "a kernel that cannot"
rm -r "${root:?}/sys/power"
put proc/cmdline "root=/dev/vda1 resume=/dev/vda2"

# all that stops it, at once
put proc/meminfo "MemAvailable:    1024 kB"
put proc/zoneinfo "Node 0, zone   Normal
        managed  16384
      nr_free_pages 256
Node 1, zone  Movable
        managed  16384"
put $nd/region0/resource 0x100000000
put $nd/region0/badblocks "65536 8"
reads 7 "plan: all that stops it" plan --sysroot "$root" --node 9 namespace0.0
golden "plan: all that stops it" plan.stops
reads 7 "attach: all that stops it" attach --sysroot "$root" --node 9 namespace0.0
equal "attach: all that stops it, as errors" 3 "$(grep -c 'bad block\|cannot exist\|page array' "$work/err")"
reads 7 "plan --memmap pmem, impossible" plan --memmap pmem --sysroot "$root" dax0.0
prints "plan --memmap pmem, impossible" "boot it with memory_hotplug.memmap_on_memory=1"
put sys/module/memory_hotplug/parameters/memmap_on_memory Y
rm "$root/$nd/region0/badblocks"
reads 0 "plan: too little DRAM, and the pmem can have the page array" plan --sysroot "$root" dax0.0
prints "plan: it is put there" "page array  8M of the pmem itself"
reads 7 "plan --memmap dram" plan --memmap dram --sysroot "$root" dax0.0
prints "plan --memmap dram: what to do" "choose --memmap pmem"
# movable memory, of which there is plenty with other pmem as RAM, holds no page array
available 1048576
reads 0 "plan: enough DRAM" plan --memmap dram --sysroot "$root" dax0.0
# zoneinfo DMA32-PAGES NORMAL-PAGES MOVABLE-PAGES: free, as the kernel prints it
zoneinfo() {
	put proc/zoneinfo "Node 0, zone    DMA32
  per-node stats
      nr_active_file 70000
      nr_slab_reclaimable 400
      nr_kernel_misc_reclaimable 112
  pages free     $1
        boost    0
        min      10
        low      20
        high     30
        promo    40
        managed  4096
        cma      0
        protection: (0, 0, 1000, 9000, 9000)
      nr_free_pages $1
      nr_zone_inactive_file 0
      nr_free_cma  0
  pagesets
    cpu: 0
              count:    186
              high:     999999
              batch:    63
Node 0, zone   Normal
  pages free     $2
        min      300
        low      400
        high     500
        managed  262144
        protection: (0, 0, 0, 64000, 64000)
      nr_free_pages $2
      nr_zone_inactive_file 1000
      nr_zone_active_file 1000
      nr_free_cma  44
Node 1, zone  Movable
  per-node stats
      nr_slab_reclaimable 0
  pages free     $3
        min      100000
        low      200000
        high     300000
        managed  900000
        protection: (0, 0, 0, 0, 0)
      nr_free_pages $3
      nr_zone_inactive_file 50000
      nr_zone_active_file 50000
      nr_free_cma  0"
}
for movable in 161144 100; do	# more than its watermarks, and less
	zoneinfo 1130 700 $movable
	reads 7 "plan: enough memory, and it is movable" plan --json --memmap dram --sysroot "$root" dax0.0
	# free 1130 - 1030 and 700 - 500 - 44, 2000 - 420 of files, 512 - 256 of slabs
	equal "plan: it counts what is not, to the page" $((2092 * 4096)) \
		"$(sed -n 's/.*"dram_available": \([0-9]*\),/\1/p' "$work/out")"
done
zoneinfo 1130 1400 161144
reads 0 "plan: enough of both" plan --memmap dram --sysroot "$root" dax0.0
zoneinfo 100 0 161144
reads 7 "plan: all of DRAM is kept in reserve" plan --memmap dram --sysroot "$root" dax0.0
prints "plan: all of DRAM is kept in reserve, it says so" "takes 8 MiB of DRAM and"

# other states
new_tree
all_states
for n in 0 1 2 3 4 6; do
	reads 0 "plan: instance $n" plan --sysroot "$root" "$(uuid_of $n)"
done
reads 6 "plan: online in two zones" plan --sysroot "$root" "$(uuid_of 7)"
prints "plan: online in two zones, it says so" \
	"3 of 3 blocks are online, in zone mixed, but zone kernel was requested"
reads 5 "plan: RAM by the in-tree kmem" plan --sysroot "$root" dax5.0
reads 5 "plan: the worst of several" plan --sysroot "$root" dax0.0 "$(uuid_of 99)" dax5.0
equal "plan: those that were found" 2 "$(grep -c ^instance "$work/out")"
reads 5 "plan: its page array is elsewhere" plan --memmap pmem --sysroot "$root" dax1.0
instance 9 dax_pmem 0xb10000000 4026531840
put $nd/dax9.0/mode pmem
put $nd/namespace9.0/resource 0xafc000000
put $nd/namespace9.0/size 4362076160
put $nd/dax9.0/target_node -1
reads 0 "plan: --map=dev and no node" plan --sysroot "$root" dax9.0
golden "plan: --map=dev and no node" plan.reserve
prints "plan: no node: the one that is taken is said" \
	"the platform names no NUMA node for it: using node 0; --node chooses another"

# the alignment of 1 GiB leaves no data: it begins where it ends
instance 10 dax_pmem 0xc40000000 0
put $nd/namespace10.0/resource 0xc10000000
put $nd/namespace10.0/size 1073741824
for command in plan attach; do
	reads 7 "$command: no data" $command --sysroot "$root" dax10.0
	cat "$work/err" >> "$work/out"
	prints "$command: no data: object, cause and cure" \
		"namespace10.0: its alignment leaves no data in it; \
'ndctl create-namespace -f -e namespace10.0 -m devdax --map=mem --align=2M' gives it another"
done
put $nd/dax10.0/size 536870912
put $nd/namespace10.0/size 1342177280
reads 0 "plan: --map=mem and an alignment of 1 GiB" plan --sysroot "$root" dax10.0
equal "plan: --map=mem has no page array to regain" 0 "$(grep -c regained "$work/out")"

# more targets than any stack has room for; none of them is there, which is quick
# shellcheck disable=SC2046 # a list of words
reads 3 "plan: 60,000 targets" plan -q --sysroot "$root" $(seq -f dax%.0f.9 20000 79999)
rm "$root/$memory/block_size_bytes"
reads 7 "plan: no memory hot-plug" plan --sysroot "$root" dax0.0
reads 7 "attach: no memory hot-plug" attach --sysroot "$root" dax0.0

# the node that it is going to be, in the module's words
new_tree
one_devdax
put $nd/dax0.0/target_node -1
reads 0 "plan: no node, JSON" plan --json --sysroot "$root" dax0.0
prints "plan: no node: the number is there" '"node": 0,'
put $nd/dax0.0/numa_node 2
reads 0 "plan: the region has one" plan --json --sysroot "$root" dax0.0
prints "plan: the region's, as the module takes it" '"node": 2,'
put $nd/dax0.0/numa_node -1
put sys/devices/system/node/has_cpu 0,2
reads 0 "plan --node, with CPUs" plan --sysroot "$root" --node 2 dax0.0
prints "plan --node, with CPUs" "node 2 has CPUs: this pmem is not on a node of its own, and programs there may get its slower memory without asking; --node chooses another"
equal "plan --node: what the platform names is not asked" 0 "$(grep -c "names no" "$work/out")"
put sys/devices/system/node/possible 0
reads 0 "plan: no other node" plan --sysroot "$root" dax0.0
prints "plan: no other node: with CPUs" "node 0 has CPUs"
equal "plan: no other node: none is advised" 0 "$(grep -c -e --node "$work/out")"
put sys/devices/virtual/memory_tiering/memory_tier22/nodelist 0
reads 0 "plan: a node in a tier, with CPUs" plan --sysroot "$root" dax0.0
equal "plan: DRAM is no other driver's" 0 "$(grep -c "another driver" "$work/out")"
put sys/devices/system/node/has_cpu ""
reads 0 "plan: a node in a tier, without" plan --sysroot "$root" dax0.0
prints "plan: a node in a tier, without" "node 0 has memory of another driver; if that is kmem, do not unload kmem before the next reboot"
instance 1 dax_kmem 0x300200000 4158652416
ram 1 97 2 Movable
put $nd/dax1.0/dax_kmem/node 0
reads 0 "plan: a node in a tier, that is ours" plan --sysroot "$root" dax0.0
equal "plan: ours is no other driver's" 0 "$(grep -c "another driver" "$work/out")"
put $nd/dax0.0/target_node 3
reads 7 "plan: a node that cannot be" plan --sysroot "$root" dax0.0
prints "plan: a node that cannot be" "NUMA node 3, which the platform names, cannot exist on this machine; choose one of 0 with --node"
