# SPDX-License-Identifier: GPL-2.0-only
# shellcheck shell=sh disable=SC2154 # set by tests/cli/case.sh
# status: the whole machine, the reason of a failed attach at boot, and the exit code for monitoring.
tiers=sys/devices/virtual/memory_tiering
demotion=sys/kernel/mm/numa/demotion_enabled
balancing=proc/sys/kernel/numa_balancing

# zone NAME MANAGED FREE CACHE: in pages, as /proc/zoneinfo has it
zone() {
	echo "Node $node, zone $1
  pages free     $3
        low      0
        present  $2
        managed  $2
        protection: (0, 0, 0, 0, 0)
      nr_free_pages $3
      nr_zone_inactive_file $(($4 / 2))
      nr_zone_active_file $(($4 / 2))"
}

# Node 0 is DRAM, node 1 is 3.8 GiB of pmem, of which 1 GiB is in use.
two_nodes() {
	machine
	node=0
	zoneinfo="$(zone DMA 2048 2048 0; zone Normal 1046528 260096 131072; zone Movable 0 0 0; zone Device 0 0 0)"
	node=1
	zoneinfo="$zoneinfo
$(zone Normal 0 0 0; zone Movable 983040 720896 0)"
	put proc/zoneinfo "$zoneinfo"
	put proc/sys/kernel/osrelease 6.1.0-37-amd64
	put sys/devices/system/node/has_cpu 0
	put sys/devices/system/memory/auto_online_blocks offline
	put sys/module/memory_hotplug/parameters/online_policy contig-zones
	put sys/module/dax_kmem/version 1.0
	put $tiers/memory_tier4/nodelist 0
	put $tiers/memory_tier22/nodelist 1
	put $demotion false
	put $balancing 0
}

listed() {	# NUMBER...: write the configuration
	text=
	for number; do
		text="$text[ram$number]
uuid = $(uuid_of "$number")
"
	done
	put etc/dax-kmem.conf "$text"
}

result_file() {	# NUMBER
	echo "$root/run/dax-kmem/dax$1.0.result"
}

# --- nothing listed
new_tree
two_nodes
reads 0 "no device, nothing listed" status --sysroot "$root"
golden "no device, nothing listed: the table" status.nothing

# --- all is as it should be
new_tree
two_nodes
instance 1 dax_kmem 0x300200000 4158652416
ram 1 97 30 Movable
instance 5 dax_pmem 0x800200000 1071644672
chardev 5 device_dax
listed 1
put $demotion true
put $balancing 2
reads 0 "all attached" status --sysroot "$root"
golden "all attached: the table" status
equal "all attached: 80 columns are enough" 0 "$(grep -cE '.{81}' "$work/out")"
equal "all attached: nothing on standard error" "" "$(cat "$work/err")"
reads 0 "all attached: JSON" status --json --sysroot "$root"
golden "all attached: the JSON" status.json

# --- hints
put $demotion false
reads 0 "demotion is off" status --sysroot "$root"
prints "demotion is off: a warning" "warning     demotion is off: when programs have filled DRAM"
put $demotion true
put $balancing 1
reads 0 "demotion without promotion" status --sysroot "$root"
prints "demotion without promotion: a hint" "'sysctl kernel.numa_balancing=2' promotes it"
rm "$root/$demotion" "$root/$balancing"
reads 0 "a kernel with neither" status --sysroot "$root"
prints "a kernel without demotion" "demotion    this kernel cannot"
prints "a kernel without promotion" "promotion   this kernel cannot"
equal "a kernel with neither: no hint" 0 "$(grep -c ^note "$work/out")"

# --- where the memory is with DRAM
put $nd/dax1.0/dax_kmem/node 0
reads 0 "pmem on a node with CPUs" status --sysroot "$root"
prints "pmem on a node with CPUs: both" "   0 both   memory_tier4"
put $nd/dax1.0/dax_kmem/node 1

# --- the zone is not the one that is listed
put etc/dax-kmem.conf "[ram]
uuid = $(uuid_of 1)
zone = kernel"
reads 0 "another zone" status --sysroot "$root"
prints "another zone: how it is mended" \
	"online in zone movable, and listed in $root/etc/dax-kmem.conf:1 with zone kernel; 'dax-kmem attach --zone kernel namespace1.0' moves it"

# --- every state there is, each of them listed
new_tree
all_states
two_nodes
listed 0 1 2 3 4 5 6 7 9
mkdir -p "$root/run/dax-kmem"
printf 'uuid %s\ncode 7\ntime 1764469423\nmessage %s: 4 KiB hold no whole memory block\n' \
	"$(uuid_of 0)" "$(uuid_of 0)" > "$(result_file 0)"
printf 'uuid %s\ncode 0\ntime 1764469424\nmessage \n' "$(uuid_of 4)" > "$(result_file 4)"
reads 7 "every state" status --sysroot "$root"
golden "every state: the table" status.states
reads 7 "every state: JSON" status --json --sysroot "$root"
golden "every state: the JSON" status.states.json
# the example for monitoring, on the same machine
mkdir "$work/bin" "$work/metrics"
printf '#!/bin/sh\nexec "%s" "$@" --sysroot "%s"\n' "$helper" "$root" > "$work/bin/dax-kmem"
chmod 755 "$work/bin/dax-kmem"
if command -v jq > /dev/null; then
	exits 0 "metrics" env "PATH=$work/bin:$PATH" "$here/../../doc/node-exporter.sh" "$work/metrics"
	equal "metrics: one file" dax_kmem.prom "$(ls -A "$work/metrics")"
	cp "$work/metrics/dax_kmem.prom" "$work/out"
	golden "metrics: what they are" status.metrics
	printf '#!/bin/sh\nexit 1\n' > "$work/bin/dax-kmem"
	refused "metrics, where status fails" env "PATH=$work/bin:$PATH" "$here/../../doc/node-exporter.sh" \
		"$work/metrics"
	equal "metrics, where status fails: the old file stays" dax_kmem.prom "$(ls -A "$work/metrics")"
	check "metrics, where status fails: as it was" cmp "$work/metrics/dax_kmem.prom" "$work/out"
else
	skip "metrics" "there is no jq"
fi
# a result is of the namespace that had the name then
printf 'uuid %s\ncode 8\ntime 1764469425\nmessage x\n' "$(uuid_of 8)" > "$(result_file 0)"
listed 0
reads 6 "a result of another namespace" status --sysroot "$root"
prints "a result of another namespace does not count" "$(uuid_of 0): auto has not tried to attach it since"
echo "uuid x" > "$(result_file 0)"
reads 6 "a broken result" status --sysroot "$root"
prints "a broken result does not count" "$(uuid_of 0): auto has not tried to attach it since"
put proc/cmdline "ro dax_kmem.disable=1"
reads 6 "switched off" status --sysroot "$root"
prints "switched off: it says so" "dax_kmem.disable=1 is on the kernel command line"

# --- the exit code, by what is wrong
new_tree
one_devdax
two_nodes
reads 0 "not listed" status --sysroot "$root"
listed 9
reads 3 "listed and missing" status --sysroot "$root"
prints "listed and missing: it says so" "PROBLEM     $root/etc/dax-kmem.conf:1: no instance of this machine has the UUID $(uuid_of 9)"
prints "listed and missing: counted" "listed      1, of which 0 are attached"
put etc/dax-kmem.conf "[ram]
colour = blue"
reads 2 "an error in the configuration" status --sysroot "$root"
prints "an error in the configuration: its place" "PROBLEM     $root/etc/dax-kmem.conf:2"
prints "an error in the configuration: it may hide something" "listed      nothing; errors may hide more"
put etc/dax-kmem.conf "[ram]
uuid = $(uuid_of 0)
colour = blue"
reads 2 "an error in its section" status --sysroot "$root"
prints "an error in its section: it is not attached" \
	"PROBLEM     $(uuid_of 0): $root/etc/dax-kmem.conf:1, which lists it, has errors"
prints "an error in its section: boot" "dax0.0  devdax   error"
listed 0
rm -r "${root:?}/$drivers/dax_kmem" "${root:?}/sys/module/dax_kmem"
put etc/modprobe.d/no.conf "blacklist dax_kmem"
reads 8 "a blacklisted module" status --sysroot "$root"
prints "a blacklisted module: where" "PROBLEM     dax_kmem: blacklisted in $root/etc/modprobe.d/no.conf:1"
rm "$root/etc/dax-kmem.conf"
reads 0 "a blacklisted module, nothing listed" status --sysroot "$root"
prints "a blacklisted module, nothing listed: a warning" "warning     dax_kmem: blacklisted in"
rm "$root/$memory/block_size_bytes"
reads 7 "no memory hot-plug" status --sysroot "$root"
prints "no memory hot-plug: it says so" "PROBLEM     this kernel has no memory hot-plug"

# --- what was taken early and is not listed
new_tree
two_nodes
instance 1 dax_kmem 0x300200000 4158652416
ram 1 97 30 Movable
put sys/module/dax_kmem/parameters/ids "$(uuid_of 1)"
reads 0 "taken early, and not listed" status --sysroot "$root"
prints "taken early, and not listed: how it is mended" "'update-initramfs -u -k all'"
put etc/modprobe.d/dax-kmem-early.conf "options dax_kmem ids=\"$(uuid_of 1)\""
listed 1
reads 0 "modprobe is told something else" status --sysroot "$root"
prints "modprobe is told something else: a warning" \
	"warning     $root/etc/modprobe.d/dax-kmem-early.conf: does not match"

# --- auto leaves the reason
new_tree
one_devdax
two_nodes
listed 0
FAKE_FAIL="memory36/state:16" acts 6 "auto fails" auto dax0.0
equal "auto fails: the result" "uuid $(uuid_of 0)
code 6" "$(head -n 2 "$(result_file 0)")"
reason=$(sed -n 's/^message //p' "$(result_file 0)")
check "auto fails: the reason is one that it logged" grep -qF -e "$reason" "$work/err"
check "auto fails: the reason is the first error" test -n "$reason"
reads 6 "status after auto has failed" status --sysroot "$root"
prints "status after auto has failed: the reason" \
	"$(uuid_of 0): auto could not attach it (exit code 6): ${reason#"$(uuid_of 0): "}; 'journalctl -b -u dax-kmem@dax0.0'"
acts 0 "auto succeeds" auto dax0.0
equal "auto succeeds: the result" "uuid $(uuid_of 0)
code 0" "$(head -n 2 "$(result_file 0)")"
reads 0 "status after auto has succeeded" status --sysroot "$root"
acts 0 "detach" detach dax0.0
reads 6 "status after a detach by hand" status --sysroot "$root"
prints "status after a detach by hand: it says so" "auto has attached it, and it was detached since"
FAKE_FAIL="memory36/state:16" acts 6 "auto for all fails" auto
equal "auto for all fails: the result" "code 6" "$(sed -n 2p "$(result_file 0)")"
rm "$(result_file 0)"
put etc/dax-kmem.conf "[ram]
uuid = $(uuid_of 0)
colour = blue"
acts 2 "auto with an error in its section" auto dax0.0
equal "auto with an error in its section: the result" "code 2" "$(sed -n 2p "$(result_file 0)")"
check "auto with an error in its section: the first error" grep -q "^message .*dax-kmem.conf:3" "$(result_file 0)"

# --- others than root
as_nobody() {
	new_tree
	one_devdax
	two_nodes
	listed 0
	mkdir -m 700 "$root/run/dax-kmem"
	chmod -R go+rX "$root/sys" "$root/proc" "$root/etc"
	nobody 6 "status as nobody" status
	prints "status as nobody: what is root's to know" "$(uuid_of 0): not attached; only root can see why"
	rm -r "${root:?}/$nd/dax0.0"
	instance 0 dax_kmem 0x300200000 4158652416
	ram 0 97 30 Movable
	chmod -R go+rX "$root/sys" "$root/proc" "$root/etc"
	chmod 400 "$root/$nd/dax0.0/dax_kmem/range" "$root/$nd/dax0.0/dax_kmem/blocks"
	nobody 9 "status as nobody, of what may be RAM" status
}
as_root "status as nobody" as_nobody

# the machine's own /sys, whatever it has
"$helper" status --json > "$work/out" 2> "$work/err" || true
prints "status of this machine" '"listed_total":'
