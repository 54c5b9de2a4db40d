# SPDX-License-Identifier: GPL-2.0-only
# --- refusals write nothing
new_tree
all_states
reads 3 "an unknown UUID" attach --sysroot "$root" "$(uuid_of 99)"
reads 3 "a seed" attach --sysroot "$root" dax8.0
reads 2 "no target's form" attach --sysroot "$root" region0
reads 5 "RAM by the in-tree kmem" attach --sysroot "$root" dax5.0
says "RAM by the in-tree kmem: the cure is named" "daxctl reconfigure-device --mode=devdax"
reads 7 "an impossible node" attach --node 4 --sysroot "$root" dax0.0
says "an impossible node: the possible ones are named" "choose one of 0-3"
reads 5 "RAM on another node" attach --node 0 --sysroot "$root" dax1.0
reads 0 "RAM already" attach --sysroot "$root" dax1.0
reads 0 "RAM already, and JSON of it" attach --json --sysroot "$root" dax1.0 "$(uuid_of 1)"
equal "RAM already, JSON: both targets" 2 "$(grep -c '"state": "ram"' "$work/out")"
reads 5 "the worst of several counts" attach --sysroot "$root" dax1.0 "$(uuid_of 99)" dax5.0
instance 9 dax_pmem 0xb00200000 65011712
reads 7 "less than a block" attach --sysroot "$root" namespace9.0
says "less than a block: object, cause and cure" \
	"namespace9.0: 65528 KiB hold no whole memory block of 128 MiB; recreate namespace9.0 larger"
cp -a "$root/$nd/dax0.0" "$root/$nd/dax10.0"
reads 3 "a UUID that two carry" attach --sysroot "$root" "$(uuid_of 0)"
reads 3 "a UUID that two carry, by another name" attach --sysroot "$root" dax0.0
rm -r "${root:?}/$nd/dax10.0"
rm -r "${root:?}/$drivers/dax_kmem"
reads 8 "no module" attach --sysroot "$root" dax4.0
mkdir -p "$root/proc/4242/task/4243/fd" && echo postgres > "$root/proc/4242/comm"
if mknod "$work/node" c 252 0 2>/dev/null; then
	ln -s "$work/node" "$root/proc/4242/task/4243/fd/7"
	reads 5 "an open device" attach --sysroot "$root" /dev/dax0.0
	says "an open device: who" "open or mapped by 4242 (postgres)"
	reads 0 "an open device, --force" attach -n --force --sysroot "$root" /dev/dax0.0
	prints "an open device, --force: it is said" "taking it kills their mappings, as --force asks"
	fd=$root/proc/4242/task/4243/fd
	# 5.10's dax_pmem_compat: a class device
	mkdir -p "$root/$nd/dax0.0/dax" "$root/sys/class/dax" "$root/$drivers/dax_pmem_compat"
	mv "$root/$nd/dax0.0/dax0.0" "$root/$nd/dax0.0/dax/dax0.0"
	rm "$root/$nd/dax0.0/dax/dax0.0/driver" "$root/$nd/dax0.0/dax/dax0.0/subsystem"
	link $nd/dax0.0/dax/dax0.0/subsystem ../../../../../../class/dax
	mv "$root/sys/bus/dax/devices/dax0.0" "$root/sys/class/dax/dax0.0"
	rm "$root/$nd/dax0.0/driver"
	link $nd/dax0.0/driver ../../drivers/dax_pmem_compat
	reads 5 "an open device of dax_pmem_compat" attach --sysroot "$root" /dev/dax0.0
	says "an open device of dax_pmem_compat: who" "/dev/dax0.0 is open or mapped by 4242 (postgres)"

	# somebody opens it after the checks
	new_tree
	one_devdax
	fd=$root/proc/4242/task/4243/fd
	mkdir -p "$fd" && echo postgres > "$root/proc/4242/comm"
	export FAKE_HOOK="new_id:ln -s $work/node $fd/7"
	acts 5 "opened meanwhile" attach dax0.0
	says "opened meanwhile: who" "open or mapped by 4242 (postgres)"
	equal "opened meanwhile: not unbound" 0 "$(grep -c unbind "$root/log")"
	equal "opened meanwhile: not listed any more" "" "$(ids)"
	equal "opened meanwhile: its driver" dax_pmem "$(driver_of 0)"
	unset FAKE_HOOK
	rm "$fd/7"
fi
new_tree
one_devdax
export FAKE_HOOK="new_id:echo $(uuid_of 5) > $root/$nd/dax0.0/uuid"
acts 4 "another device of that name meanwhile" attach dax0.0
equal "another device of that name meanwhile: not unbound" 0 "$(grep -c unbind "$root/log")"
unset FAKE_HOOK

# --- permission: as somebody else, who may read but not write
if [ "$(id -u)" = 0 ]; then
	new_tree
	one_devdax
	rc=0
	chmod -R go-w "$root"
	setpriv --reuid=65534 --regid=65534 --clear-groups "$helper" attach --sysroot "$root" dax0.0 \
		> "$work/out" 2> "$work/err" || rc=$?
	equal "no permission: exit code" 9 $rc
	says "no permission: what to do" "run as root"
	mkdir -p "$root/run/dax-kmem" && touch "$root/run/dax-kmem/lock"
	chmod 777 "$root/run/dax-kmem" && chmod 666 "$root/run/dax-kmem/lock"
	rc=0
	setpriv --reuid=65534 --regid=65534 --clear-groups "$helper" attach --sysroot "$root" dax0.0 \
		> "$work/out" 2> "$work/err" || rc=$?
	equal "no permission for the files of sysfs: exit code" 9 $rc
fi

# --- the transaction, on a kernel that reacts
new_tree
one_devdax
acts 0 "attach" attach "$(uuid_of 0)"
golden_log() {
	sed 's/ *$//' "$root/log" > "$work/out"
	golden "$1" "$2"
}
golden_log "attach: every write" attach.log
equal "attach: bound" dax_kmem "$(driver_of 0)"
equal "attach: every block is movable" 4 "$(count_blocks online Movable)"
equal "attach: no id is left" "" "$(ids)"
says "attach: it says what there is now" "512 MiB are RAM on node 1, 4 of 4 blocks online, zone movable"
acts 0 "attach again" attach dax0.0
equal "attach again: no write" "" "$(cat "$root/log" 2>/dev/null)"
echo "$(uuid_of 0) zone=movable" > "$root/$drivers/dax_kmem/ids"
acts 0 "attach again, with an id that is left" attach dax0.0
equal "attach again, with an id that is left: it is gone" "" "$(ids)"
acts 0 "attach to the other zone" attach --zone kernel dax0.0
equal "attach to the other zone: all are there" 4 "$(count_blocks online Normal)"
acts 0 "attach without a wish" attach dax0.0
equal "attach without a wish: they stay" 4 "$(count_blocks online Normal)"
FAKE_FAIL=memory35/state:12 acts 6 "a move that fails" attach --zone movable dax0.0
equal "a move that fails: all are back" 4 "$(count_blocks online Normal)"
equal "a move that fails: the zone too" kernel "$(cat "$root/$nd/dax0.0/dax_kmem/zone")"
FAKE_FAIL=dax_kmem/zone:5 acts 6 "a move whose zone is refused" attach --zone movable dax0.0
equal "a move whose zone is refused: none has moved" 4 "$(count_blocks online Normal)"
rm "$root/$nd/dax0.0/dax_kmem/zone"
acts 4 "something else unbinds it meanwhile" attach --zone movable dax0.0
says "something else unbinds it meanwhile: it says so" "it has gone away, or something else has unbound it"

new_tree
one_devdax
acts 0 "attach --no-online" attach --no-online --node 2 --memmap dram dax0.0
equal "attach --no-online: offline" 4 "$(count_blocks offline "Normal Movable")"
says "attach --no-online: it says so" "512 MiB are added to node 2, and all 4 blocks are offline"
equal "attach --node" 2 "$(cat "$root/$nd/dax0.0/dax_kmem/node")"
acts 0 "attach finishes it" attach --json dax0.0
prints "attach finishes it: JSON" '"state": "ram"'
equal "attach finishes it: all online" 4 "$(count_blocks online Movable)"

# --- each write fails once: the device goes back, no id is left
for fail in new_id:12 dax_pmem/unbind:16 dax_kmem/bind:5 dax_kmem/bind:12 memory33/state:12 \
	memory34/state:1 memory36/state:22; do
	new_tree
	one_devdax
	FAKE_FAIL=$fail acts 6 "$fail fails" attach dax0.0
	equal "$fail fails: back home" dax_pmem "$(driver_of 0)"
	equal "$fail fails: no id is left" "" "$(ids)"
	says "$fail fails: it says so" "back with driver dax_pmem, nothing has changed"
	unset FAKE_FAIL
	acts 0 "$fail failed: the next attach" attach dax0.0
done
new_tree
one_devdax
FAKE_FAIL="dax_kmem/bind:74" acts 6 "a damaged info block" attach dax0.0
equal "a damaged info block: left alone" "" "$(driver_of 0)"
says "a damaged info block: it says so" "its info block is damaged, so it is left without a driver"
# what only the module sees
new_tree
one_devdax
rm "$root/$nd/dax0.0/driver"
FAKE_FAIL="dax_kmem/bind:34" acts 7 "the module finds no memory block in it" attach dax0.0
equal "the module finds no memory block in it: home" dax_pmem "$(driver_of 0)"
says "the module finds no memory block in it: it says so" \
	"namespace0.0 holds no whole memory block, or its alignment leaves no data in it"
new_tree
one_devdax
rm "$root/$nd/dax0.0/driver"
FAKE_FAIL=new_id:12 acts 6 "driverless, and nothing was done" attach dax0.0
equal "driverless, and nothing was done: it stays so" "" "$(driver_of 0)"
says "driverless, and nothing was done: it says so" "still without a driver, nothing has changed"
new_tree
one_devdax
FAKE_FAIL="dax_kmem/bind:12 dax_pmem/bind:19" acts 6 "no way back" attach dax0.0
says "no way back: it says where the device is" "cannot be given back to dax_pmem: No such device"
new_tree
one_devdax
FAKE_FAIL="memory35/state:12 dax_kmem/unbind:16" acts 6 "no way back, and RAM" attach dax0.0
says "no way back, and RAM: the cure" "'dax-kmem detach' tries again"

# --- somebody else is faster, or stubborn
new_tree
one_devdax
FAKE_FAIL="memory35/state:16:1 memory34/state:11:1" acts 0 "a block that is busy once" attach dax0.0
equal "a block that is busy once: online in the end" 4 "$(count_blocks online Movable)"
new_tree
one_devdax
export FAKE_HOOK="memory33/state:echo online > $root/$memory/memory36/state;
	echo Normal > $root/$memory/memory36/valid_zones"
acts 0 "a block that something else onlined elsewhere" attach dax0.0
equal "a block that something else onlined elsewhere: it is moved" 4 "$(count_blocks online Movable)"
new_tree
one_devdax
export FAKE_HOOK="memory34/state:echo offline > $root/$memory/memory33/state;
	echo 'Normal Movable' > $root/$memory/memory33/valid_zones"
acts 0 "a block that something else offlined" attach dax0.0
new_tree
one_devdax
export FAKE_HOOK="memory3:for n in 33 34 35 36; do
	echo offline > $root/$memory/memory\$n/state; done"
acts 6 "blocks that something else keeps offline" attach dax0.0
equal "blocks that something else keeps offline: back home" dax_pmem "$(driver_of 0)"
new_tree
one_devdax
export FAKE_HOOK="dax_kmem/bind:rm -r $root/$nd/dax0.0"
acts 4 "a device that goes away" attach dax0.0
says "a device that goes away: it says so" "the device has gone away"
new_tree
one_devdax
export FAKE_HOOK="memory36/state:rm -r $root/$nd/dax0.0"
acts 4 "a device that goes away while its blocks go online" attach dax0.0
new_tree
one_devdax
export FAKE_HOOK="dax_kmem/remove_id:echo $(uuid_of 7) > $root/$nd/dax0.0/uuid"
acts 4 "another device of that name" attach dax0.0
unset FAKE_HOOK

# --- the kernel does not answer, or the user has had enough
new_tree
one_devdax
export FAKE_HOOK="dax_pmem/unbind:for i in \$(seq 200); do
	[ -e $root/release ] && break; sleep 0.05; done"
acts 10 "unbind hangs" attach --timeout 1 dax0.0
says "unbind hangs: why, and the way back" "once that ends the device goes back to dax_pmem by itself"
equal "unbind hangs: no id is left" "" "$(ids)"
touch "$root/release"
went_home() {
	grep -q dax_pmem/bind "$root/log" && [ "$(driver_of 0)" = dax_pmem ]
}
wait_until went_home
equal "unbind hangs: once it ends the device goes home" dax_pmem "$(driver_of 0)"
new_tree
one_devdax
export FAKE_HOOK="dax_pmem/unbind:for i in \$(seq 200); do
	[ -e $root/release ] && break; sleep 0.05; done"
started=$(date +%s)
said=$(ASAN_OPTIONS=verify_asan_link_order=0 FAKE_ROOT=$root LD_PRELOAD=$fake_kernel "$helper" attach \
	--sysroot "$root" --timeout 1 dax0.0 2>&1)
took=$(($(date +%s) - started))
equal "unbind hangs: who reads its output sees the end at once ($took s)" 1 $((took < 6))
touch "$root/release"
wait_until went_home
new_tree
one_devdax
export FAKE_HOOK="dax_kmem/bind:until [ -e $root/release ]; do sleep 0.05; done"
acts 10 "bind hangs" attach --timeout 1 dax0.0
says "bind hangs: what then" "attach finishes and detach undoes it"
touch "$root/release"
wait_until test -e "$root/$nd/dax0.0/dax_kmem/blocks"
unset FAKE_HOOK
acts 0 "bind hung: the next attach" attach dax0.0
new_tree
one_devdax
export FAKE_HOOK="dax_pmem/bind:until [ -e $root/release ]; do sleep 0.05; done"
FAKE_FAIL=memory35/state:12 acts 10 "the way back hangs" attach --timeout 1 dax0.0
says "the way back hangs: it says so" "the kernel is still at it; when 'dax-kmem list' shows"
equal "the way back hangs: no id is left" "" "$(ids)"
unset FAKE_HOOK
touch "$root/release"
is_home() {
	[ "$(driver_of 0)" = dax_pmem ]
}
wait_until is_home
equal "the way back hung, and comes to its end" dax_pmem "$(driver_of 0)"
hangs_and_fails() {	# ERRNO
	new_tree
	one_devdax
	export FAKE_HOOK="dax_kmem/bind:until [ -e $root/release ]; do sleep 0.05; done"
	FAKE_FAIL=dax_kmem/bind:$1 acts 10 "bind hangs, to fail with $1" attach --timeout 1 dax0.0
	unset FAKE_HOOK
	child=$(pgrep -f "dax-kmem attach --sysroot $root")
	touch "$root/release"
	wait_until sh -c "! kill -0 $child 2> /dev/null"
}
hangs_and_fails 12
equal "bind hung and failed: the device goes home by itself" dax_pmem "$(driver_of 0)"
hangs_and_fails 74
equal "bind hung, and the info block is damaged: left alone" "" "$(driver_of 0)"

interrupt() {	# DESCRIPTION HOOK
	new_tree
	one_devdax
	export FAKE_HOOK="$2:touch $root/there; sleep 1.5"
	rm -f "$root/log"
	setsid env ASAN_OPTIONS=verify_asan_link_order=0 FAKE_ROOT="$root" LD_PRELOAD="$fake_kernel" \
		"$helper" attach --sysroot "$root" dax0.0 > "$work/out" 2> "$work/err" &
	wait_until test -e "$root/there"
	kill -TERM "$(pgrep -of "dax-kmem attach --sysroot $root")"
	wait $!
	equal "$1: exit code" 6 $?
	equal "$1: back home" dax_pmem "$(driver_of 0)"
	equal "$1: no id is left" "" "$(ids)"
	unset FAKE_HOOK
}
interrupt "interrupted before unbind" dax_pmem/unbind
new_tree
one_devdax
export FAKE_HOOK="dax_pmem/unbind:touch $root/there; sleep 1.5"
(
	trap "" HUP
	exec setsid env ASAN_OPTIONS=verify_asan_link_order=0 FAKE_ROOT="$root" LD_PRELOAD="$fake_kernel" \
		"$helper" attach --sysroot "$root" dax0.0 > "$work/out" 2> "$work/err"
) &
wait_until test -e "$root/there"
kill -HUP "$(pgrep -of "dax-kmem attach --sysroot $root")"
wait $!
equal "under nohup a hang-up is none: exit code" 0 $?
equal "under nohup a hang-up is none" dax_kmem "$(driver_of 0)"
unset FAKE_HOOK
interrupt "interrupted within the blocks" memory36/state
