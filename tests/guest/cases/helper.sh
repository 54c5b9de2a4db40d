# SPDX-License-Identifier: GPL-2.0-only
# runs: newest-kernel
# The helper does the whole dance, and undoes it when a step fails.
load_pmem
make_devdax
before=$(mem_total)

exits 0 "plan" dax-kmem plan "$uuid"
check "it says what will be RAM" sh -c "echo '$said' | grep -q '^RAM *3.8G in 30 blocks of 128M, zone movable, node 1'"
check "and that DRAM carries the page array" sh -c "echo '$said' | grep -q '^page array *$((30 * block_array >> 20))M of DRAM'"
exits 0 "dry run" dax-kmem attach --dry-run -v "$uuid"
check "it shows the module, the dance and the blocks" \
	test "$(echo "$said" | grep -Ec '^(write|load) ')" = 35
equal "it loaded no module" 0 "$(grep -c ^dax_kmem /proc/modules)"
equal "it changed nothing" "dax_pmem $before" "$(driver_of "$dax") $(mem_total)"

lost=$(echo "$said" | sed -n 's/^lost *\([0-9]*\)M .*/\1/p')
exits 0 "attach by UUID, loading the module" dax-kmem attach "$uuid"
equal "the module says of what is lost what the plan has said" "$lost" \
	"$(dmesg | sed -n 's/.* \([0-9]*\) MiB lost to alignment$/\1/p')"
check "every block is movable" blocks_are "$dax" online Movable
equal "MemTotal" $((30 * block_size)) $(($(mem_total) - before))
equal "no id is left" "" "$(ids)"
exits 0 "attach again: already so" dax-kmem attach "$uuid"
undo "$dax"

exits 0 "upper case, and --no-online" dax-kmem attach --no-online "$(echo "$uuid" | tr a-f A-F)"
check "no block is online" blocks_are "$dax" offline
exits 0 "finish what is half done" dax-kmem attach "$namespace"
check "all online" blocks_are "$dax" online Movable
exits 5 "another node: it is RAM already" dax-kmem attach --node 0 "$uuid"
exits 0 "plan of what is RAM" dax-kmem plan "$uuid"
check "it knows the node" sh -c "echo '$said' | grep -q '^node *1, which has 3.8G of memory, distance 17'"
exits 0 "list --blocks" dax-kmem list --blocks
check "it draws them" sh -c "echo '$said' | grep -q 'i info block $((reserve >> 10))K, . lost 128M, M movable 3.8G'"
exits 0 "detach" dax-kmem detach "$uuid"
equal "detach: home" dax_pmem "$(driver_of "$dax")"
equal "detach: MemTotal" "$before" "$(mem_total)"
check "detach: device-dax works" dax_pattern write "/dev/$chardev"

# at boot, as udev's unit does it
exits 0 "auto: not listed" dax-kmem auto "$dax"
equal "auto: nothing done" dax_pmem "$(driver_of "$dax")"
exits 0 "enable" dax-kmem enable "$uuid"
exits 0 "auto: listed" dax-kmem auto "$dax"
check "auto: every block is movable" blocks_are "$dax" online Movable
exits 0 "disable" dax-kmem disable "$uuid"
exits 0 "detach --offline-only" dax-kmem detach --offline-only "$uuid"
check "detach --offline-only: no block is online" blocks_are "$dax" offline
equal "detach --offline-only: still bound, and no memory" "dax_kmem $before" "$(driver_of "$dax") $(mem_total)"
exits 0 "attach of what is offline only" dax-kmem attach "$uuid"
check "attach of what is offline only: every block is movable" blocks_are "$dax" online Movable
exits 0 "detach again" dax-kmem detach "$namespace"
exits 0 "enable --now" dax-kmem enable --now "$uuid"
check "enable --now: every block is movable" blocks_are "$dax" online Movable
exits 0 "disable --now" dax-kmem disable --now "$uuid"
equal "disable --now: home" dax_pmem "$(driver_of "$dax")"
exits 0 "auto: no longer listed" dax-kmem auto "$dax"
equal "auto: no longer listed, nothing done" dax_pmem "$(driver_of "$dax")"
exits 0 "attach, for all" dax-kmem attach "$uuid"
exits 0 "detach all" dax-kmem detach --yes all
equal "detach all: home" dax_pmem "$(driver_of "$dax")"
exits 0 "--node 0" dax-kmem attach --node 0 "/dev/$chardev"
equal "node" 0 "$(cat $nd/"$dax"/dax_kmem/node)"
undo "$dax"

# a driverless device, as a killed run leaves it
echo "$dax" > $drivers/dax_pmem/unbind
exits 0 "from driverless" dax-kmem attach "$uuid"
undo "$dax"

# the kernel onlines by itself, into the wrong zone
echo online > $blocks/auto_online_blocks
equal "auto_online_blocks" online "$(cat $blocks/auto_online_blocks)"
exits 0 "with auto_online_blocks=online" dax-kmem attach "$uuid"
check "every block is movable all the same" blocks_are "$dax" online Movable
echo offline > $blocks/auto_online_blocks
undo "$dax"

# a step fails half-way
modprobe memory-notifier-error-inject
inject=/sys/kernel/debug/notifier-error-inject/memory/actions
echo -12 > $inject/MEM_GOING_ONLINE/error
exits 6 "onlining fails: rolled back" dax-kmem attach "$uuid"
echo 0 > $inject/MEM_GOING_ONLINE/error
equal "dax_pmem has it again" dax_pmem "$(driver_of "$dax")"
equal "MemTotal is as before" "$before" "$(mem_total)"
equal "no id is left after a failure" "" "$(ids)"
check "device-dax works" dax_pattern write "/dev/$chardev"
check "and reads back" dax_pattern read "/dev/$chardev"
exits 0 "and the next attach succeeds" dax-kmem attach --json "$uuid"
check "--json says ram" sh -c "echo '$said' | grep -q '\"state\": \"ram\"'"
undo "$dax"

echo "blacklist dax_kmem" > /etc/modprobe.d/no.conf 2>/dev/null ||
	{ mkdir -p /etc/modprobe.d && echo "blacklist dax_kmem" > /etc/modprobe.d/no.conf; }
rmmod dax_kmem
exits 8 "a blacklisted module" dax-kmem attach "$uuid"
equal "nothing was unbound for it" dax_pmem "$(driver_of "$dax")"
rm /etc/modprobe.d/no.conf
mv /lib/modules/"$(uname -r)"/updates /tmp
depmod
exits 8 "no module for this kernel" dax-kmem attach "$uuid"
equal "nothing was unbound for that either" dax_pmem "$(driver_of "$dax")"
mv /tmp/updates /lib/modules/"$(uname -r)"/
depmod

# last of all: what is once in a kernel zone need not come back
exits 0 "--no-online, by nd name" dax-kmem attach --no-online "$dax"
exits 0 "--zone kernel for what is bound already" dax-kmem attach --zone kernel "$uuid"
check "every block is in a kernel zone" blocks_are "$dax" online Normal
exits 0 "attach without a wish leaves it there" dax-kmem attach "$uuid"
check "it did" blocks_are "$dax" online Normal
exits 0 "--zone auto is content with that" dax-kmem attach --zone auto "$uuid"
