# SPDX-License-Identifier: GPL-2.0-only
new_tree
one_devdax
reads 0 "detach: no RAM" detach --sysroot "$root" dax0.0
acts 0 "detach: attach first" attach dax0.0
reads 0 "detach, dry" detach -n --sysroot "$root" dax0.0
equal "detach, dry: every write" 7 "$(grep -c ^write "$work/out")"
reads 0 "detach, dry, JSON" detach -n --json --sysroot "$root" dax0.0
prints "detach, dry, JSON: the instance" '"state": "ram"'
equal "detach, dry, JSON: no write among it" 0 "$(grep -c write "$work/out")"
equal "detach, dry, JSON: nothing else is said" "" "$(cat "$work/err")"
reads 0 "plan --for detach" plan --for detach --sysroot "$root" dax0.0
golden "plan --for detach" plan.detach
reads 0 "plan --for detach --json" plan --for detach --json --sysroot "$root" dax0.0
prints "plan --for detach --json: the page array of four blocks" '"memmap_bytes": 8388608'
reads 2 "plan --for detach, and a zone" plan --for detach --zone kernel --sysroot "$root" dax0.0
says "plan --for detach, and a zone: it does not go together" \
	"plan: --for detach takes none of attach's options"
reads 2 "plan --for something" plan --for breakfast --sysroot "$root" dax0.0
says "plan --for something: what it takes" "--for breakfast: choose attach or detach"
echo offline > "$root/$memory/memory34/state"
rm -f "$root/$nd/dax0.0/dax_kmem/blocks"
reads 0 "detach, dry, a block is offline" detach -n --sysroot "$root" dax0.0
equal "detach, dry, a block is offline: it is not written" 0 \
	"$(grep -c memory34/state "$work/out")"
acts 0 "detach, dry: all online again" attach dax0.0
acts 0 "detach" detach --json "$(uuid_of 0)"
sed 's/ *$//' "$root/log" > "$work/log"
prints "detach: JSON" '"state": "devdax"'
cp "$work/log" "$work/out"
golden "detach: every write, in order" detach.log
equal "detach: home" dax_pmem "$(driver_of 0)"
acts 0 "detach: again" detach dax0.0

# a stale id, as a killed attach leaves it
acts 0 "detach: attach again" attach dax0.0
echo "$(uuid_of 0) zone=movable" > "$root/$drivers/dax_kmem/ids"
acts 0 "detach: with an id that is left" detach dax0.0
equal "detach: it is gone" "" "$(ids)"
echo "$(uuid_of 0) zone=movable" > "$root/$drivers/dax_kmem/ids"
acts 0 "detach: no RAM, with an id that is left" detach dax0.0
equal "detach: no RAM, it is gone too" "" "$(ids)"
rm "$root/$nd/dax0.0/driver"
acts 0 "detach: from driverless" detach dax0.0
equal "detach: from driverless, home" dax_pmem "$(driver_of 0)"

# one block does not go
acts 0 "detach: attach once more" attach --zone kernel dax0.0
began=$(date +%s%N)
FAKE_FAIL=memory36/state:16 acts 6 "detach: a busy block" detach dax0.0
took=$((($(date +%s%N) - began) / 1000000))
equal "detach: a busy block is tried five times" 5 "$(grep -c "memory36/state offline" "$root/log")"
# 20, 40, 80 and 160 ms between them
check "detach: a busy block has time between two tries ($took ms)" test "$took" -ge 300
says "detach: a busy block is named" "memory36 does not go offline: Device or resource busy"
says "detach: nothing has changed" "all memory is online as before, nothing has changed"
equal "detach: all blocks are where they were" 4 "$(count_blocks online Normal)"
equal "detach: still RAM" dax_kmem "$(driver_of 0)"
FAKE_FAIL="memory36/state:16:2 memory34/state:4:1" acts 0 "detach: a block that is busy once" detach dax0.0
acts 0 "detach: attach for the rest" attach dax0.0
FAKE_FAIL="memory36/state:16 memory34/state:12:2" acts 6 "detach: one does not come back at once" \
	detach dax0.0
equal "detach: it does in the end" 4 "$(count_blocks online Movable)"
FAKE_FAIL="dax_kmem/unbind:5" acts 6 "detach: unbind fails" detach dax0.0
equal "detach: unbind fails, all online again" 4 "$(count_blocks online Movable)"
online_35="echo online > $root/$memory/memory35/state;
	echo Movable > $root/$memory/memory35/valid_zones"
export FAKE_HOOK="dax_kmem/unbind:$online_35"
acts 6 "detach: something onlines a block each time" detach dax0.0
says "detach: something onlines a block each time, it says so" "does a udev rule online its blocks?"
# without the attribute that the fake does not keep, each block is looked at
export FAKE_HOOK="dax_kmem/unbind:echo >> $root/times; rm -f $root/$nd/dax0.0/dax_kmem/blocks
	[ \$(wc -l < $root/times) -gt 6 ] || { $online_35; }"
acts 0 "detach: something onlines a block six times" detach dax0.0
acts 0 "detach: attach after that" attach dax0.0
export FAKE_HOOK="dax_kmem/unbind:until [ -e $root/release ]; do sleep 0.05; done"
acts 10 "detach: unbind hangs" detach --timeout 1 dax0.0
says "detach: unbind hangs, it says so" "the kernel is still removing its memory"
equal "detach: unbind hangs, and is not worked against" 4 "$(count_blocks offline "Normal Movable")"
touch "$root/release"
# the link goes last
wait_until test ! -L "$root/$nd/dax0.0/driver"
equal "detach: unbind hung, and comes to its end" "" "$(driver_of 0)"
unset FAKE_HOOK
acts 0 "detach: the next one finishes" detach dax0.0
equal "detach: home after all" dax_pmem "$(driver_of 0)"
acts 0 "detach: attach, to go home slowly" attach dax0.0
FAKE_HOOK="bind:sleep 3" acts 0 "detach: each step has its time" detach --timeout 5 dax0.0
acts 0 "detach: attach, to go home more slowly" attach dax0.0
rm "$root/release"
FAKE_HOOK="dax_pmem/bind:until [ -e $root/release ]; do sleep 0.05; done" \
	acts 10 "detach: home hangs" detach --timeout 1 dax0.0
says "detach: home hangs, it says so" "dax_pmem is still taking it"
touch "$root/release"
has_home() {
	[ "$(driver_of 0)" = dax_pmem ]
}
wait_until has_home
equal "detach: home hung, and comes to its end" dax_pmem "$(driver_of 0)"
acts 0 "detach: attach for the last time" attach dax0.0
FAKE_FAIL="dax_pmem/bind:12" acts 6 "detach: home does not take it" detach dax0.0
says "detach: home does not take it, it says so" "it has no driver now, and 'dax-kmem detach' tries again"
acts 0 "detach: and again" detach dax0.0
put proc/meminfo "MemAvailable:    1024 kB"
put sys/devices/system/node/node1/meminfo "Node 1 MemTotal:    524288 kB
Node 1 MemUsed:    262144 kB"
put proc/meminfo "MemAvailable:    1048576 kB"
acts 0 "detach: attach" attach dax0.0
put proc/meminfo "MemAvailable:    1024 kB"
acts 0 "detach: little memory elsewhere" detach dax0.0
says "detach: little memory elsewhere is said" "it may not fit elsewhere"

new_tree
all_states
reads 5 "plan --for detach: RAM by the in-tree kmem" plan --for detach --sysroot "$root" dax5.0
prints "plan --for detach: RAM by the in-tree kmem: who gives it back" \
	"daxctl reconfigure-device --mode=devdax --force dax5.0"
reads 5 "detach: RAM by the in-tree kmem" detach --sysroot "$root" dax5.0
says "detach: RAM by the in-tree kmem: who gives it back" "daxctl reconfigure-device --mode=devdax --force dax5.0"
reads 3 "detach: unknown" detach --sysroot "$root" "$(uuid_of 99)"
rm "$root/$nd/dax1.0/dax_kmem/range"
reads 9 "detach: blocks that cannot be seen" detach --sysroot "$root" dax1.0
rm -r "${root:?}/$drivers/dax_pmem"
reads 8 "detach: no dax_pmem" detach --sysroot "$root" dax4.0

# --offline-only
new_tree
one_devdax
acts 0 "offline only: no RAM" detach --offline-only dax0.0
says "offline only: no RAM, it says so" "not system RAM; nothing to do"
equal "offline only: no RAM, nothing written" "" "$(cat "$root/log" 2> /dev/null)"
acts 0 "offline only: attach first" attach --zone kernel dax0.0
reads 0 "offline only, dry" detach -n --offline-only --sysroot "$root" dax0.0
equal "offline only, dry: every write" 5 "$(grep -c ^write "$work/out")"
prints "offline only, dry: what is said" "go offline, and are not given back"
FAKE_FAIL=memory36/state:16 acts 6 "offline only: a busy block" detach --offline-only dax0.0
says "offline only: nothing has changed" "all memory is online as before, nothing has changed"
equal "offline only: a busy block, all are where they were" 4 "$(count_blocks online Normal)"
acts 0 "offline only" detach --offline-only --json dax0.0
prints "offline only: JSON" '"state": "offline"'
equal "offline only: still bound" dax_kmem "$(driver_of 0)"
equal "offline only: no block is online" 0 "$(count_blocks online Normal)"
acts 0 "offline only: again" detach --offline-only dax0.0
says "offline only: again, it says so" "all 4 blocks are offline, and it is still bound to dax_kmem"
equal "offline only: again, nothing written" "" "$(cat "$root/log" 2> /dev/null)"
acts 0 "offline only: attach brings it online" attach dax0.0
equal "offline only: attach brings it online, in its zone" 4 "$(count_blocks online Normal)"
acts 0 "offline only: off again" detach --offline-only dax0.0
acts 0 "offline only: and then detach" detach dax0.0
equal "offline only: and then detach, home" dax_pmem "$(driver_of 0)"
