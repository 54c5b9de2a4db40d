# SPDX-License-Identifier: GPL-2.0-only
# runs: newest-kernel
# detach, with memory in use, with a page that cannot move, and interrupted: whole or not at all.
load_pmem
make_devdax
before=$(mem_total)
exits 0 "attach" dax-kmem attach "$uuid"
with=$(mem_total)

# what is in use moves away, and keeps what was written
mkfifo /tmp/hold
numa_touch 1 128 roam < /tmp/hold > /tmp/touched &
toucher=$!
exec 9> /tmp/hold
wait_for "the memory to be in use" grep -q filled /tmp/touched
exits 0 "detach while a process uses it" dax-kmem detach "$uuid"
equal "MemTotal is as before" "$before" "$(mem_total)"
equal "dax_pmem has it" dax_pmem "$(driver_of "$dax")"
exec 9>&-
wait $toucher
equal "the process has kept what it wrote" 0 $?
check "device-dax works" dax_pattern write "/dev/$chardev"

# a pinned page: bounded, named, and everything is put back
exits 0 "attach again" dax-kmem attach "$uuid"
mkfifo /tmp/pin
pin_page node 1 < /tmp/pin > /tmp/pinned &
pinner=$!
exec 8> /tmp/pin
wait_for "the page to be pinned" grep -q pinned /tmp/pinned
started=$(cut -d. -f1 /proc/uptime)
# enough to offline all others, and for a word about this one
limit=6
[ ! -e /proc/lockdep_stats ] || limit=90
exits 10 "detach with a pinned page" dax-kmem detach --timeout $limit "$uuid"
took=$(($(cut -d. -f1 /proc/uptime) - started))
check "it gave up in time ($took s)" test $took -lt $((limit + 26))
check "the block is named" sh -c "echo \"$said\" | grep -q 'memory[0-9]* does not go offline'"
check "meanwhile it was said what is waited for" \
	sh -c "echo \"$said\" | grep -q 'memory[0-9]*: offline for [0-9]* s, pages are being migrated'"
check "and what is in it" sh -c "echo \"$said\" | grep -q 'pages in use: '"
check "nothing has changed, it says" sh -c "echo \"$said\" | grep -q 'all memory is online as before'"
check "every block is online" blocks_are "$dax" online Movable
equal "MemTotal" "$with" "$(mem_total)"

# so, too, where a run that was killed has had the guard ask for another zone
zone=$nd/$dax/dax_kmem/zone
strace -f -qq -o /tmp/trace -e trace=pwrite64 -e inject=pwrite64:signal=KILL:when=3 \
	dax-kmem attach -q --zone kernel "$uuid" > /tmp/out 2>&1
equal "killed before the first block moves: zone" kernel "$(cat "$zone")"
check "killed before the first block moves: none has" blocks_are "$dax" online Movable
exits 10 "killed, then detach with a pinned page" dax-kmem detach --timeout $limit "$uuid"
check "killed: every block is online where it was" blocks_are "$dax" online Movable
equal "killed: zone is what it was" kernel "$(cat "$zone")"
exits 6 "killed: attach does not call that done" dax-kmem attach "$uuid"
check "killed: it says why" test "${said#*in zone movable, but zone kernel was requested}" != "$said"
exits 0 "killed: with the zone said, it does" dax-kmem attach --zone movable "$uuid"
equal "killed: MemTotal" "$with" "$(mem_total)"

# interrupted while it waits for the same page; the shell has a job in the background ignore ^C
dax-kmem detach "$uuid" > /tmp/said 2>&1 &
helper=$!
wait_for "the first block to be offline" grep -q offline $nd/"$dax"/dax_kmem/blocks
kill -TERM $helper
wait $helper
equal "interrupted: exit code" 6 $?
check "interrupted: every block is online" blocks_are "$dax" online Movable
equal "interrupted: MemTotal" "$with" "$(mem_total)"
exec 8>&-
wait $pinner
exits 0 "without the pin it goes" dax-kmem detach "$uuid"
equal "MemTotal in the end" "$before" "$(mem_total)"

# the kernel refuses a block
exits 0 "attach once more" dax-kmem attach "$uuid"
modprobe memory-notifier-error-inject
inject=/sys/kernel/debug/notifier-error-inject/memory/actions
echo -16 > $inject/MEM_GOING_OFFLINE/error
exits 6 "offlining is refused" dax-kmem detach "$uuid"
echo 0 > $inject/MEM_GOING_OFFLINE/error
check "every block is still online" blocks_are "$dax" online Movable
# something onlines blocks again and again, for a while
until=$(($(cut -d. -f1 /proc/uptime) + 5))
(while [ "$(cut -d. -f1 /proc/uptime)" -lt $until ]; do
	for block in $(block_list "$dax"); do
		echo online_movable > $blocks/memory"$block"/state
		[ "$(cut -d. -f1 /proc/uptime)" -lt $until ] || break
	done 2> /dev/null
done) &
exits 0 "while something onlines blocks for some time" dax-kmem detach --timeout 120 "$uuid"
wait $!
equal "dax_pmem has it in the end" dax_pmem "$(driver_of "$dax")"
equal "no id is left" "" "$(ids)"
