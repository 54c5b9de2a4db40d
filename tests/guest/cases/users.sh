# SPDX-License-Identifier: GPL-2.0-only
# runs: once
# seconds: 240
# Whoever uses the character device is named and left alone; and a kernel that waits for a pinned page
# does not keep the helper.
load_pmem
make_devdax -s 1G
mkdir -p /tmp/dev2
mount -t devtmpfs dev /tmp/dev2

in_use() {	# HOW COMMAND...: the command, whose input is held open, uses the device
	how=$1
	shift
	rm -f /tmp/hold && mkfifo /tmp/hold
	"$@" < /tmp/hold > /tmp/held &
	user=$!
	exec 9> /tmp/hold
	wait_for "the user" grep -q mapped /tmp/held
	exits 5 "$how: attach is refused" dax-kmem attach "$uuid"
	check "$how: and says by whom" sh -c "echo \"$said\" | grep -q '/dev/$chardev is open or mapped by .*(dax_pattern)'"
	equal "$how: dax_pmem keeps it" dax_pmem "$(driver_of "$dax")"
	exits 5 "$how: plan says so too" dax-kmem plan "$uuid"
	exec 9>&-
	wait $user
}
in_use "mapped" dax_pattern hold "/dev/$chardev"
in_use "mapped by a child" sh -c "dax_pattern hold /dev/$chardev; true"
in_use "through another devtmpfs" dax_pattern hold "/tmp/dev2/$chardev"
exec 7< "/dev/$chardev"
exits 5 "open: attach is refused" dax-kmem attach "$uuid"
check "open: and says by whom" sh -c "echo \"$said\" | grep -q 'open or mapped by [0-9]* (init); '"
exits 0 "--force takes it all the same" dax-kmem attach --force "$uuid"
exec 7<&-
exits 0 "and back" dax-kmem detach "$uuid"

# A file server that does not answer keeps whoever asks it, and whoever waits for the lock of a process
# that does. While another device is in use every process is looked at.
modprobe fuse
mkdir /tmp/silent
kept_by() {	# WHAT THE SERVER DOES NOT ANSWER
	rm -f /tmp/hold && mkfifo /tmp/hold
	fuse_silent "$1" /tmp/silent < /tmp/hold > /tmp/held 7<&- &
	user=$!
	exec 9> /tmp/hold
	wait_for "a process in a silent server's hands" grep -q kept /tmp/held
}
let_it_go() {
	exec 9>&-
	wait $user
	equal "$1: nobody waited for the server" 0 $?
}
busy_chardev=$chardev
first_uuid=$uuid
first_dax=$dax
make_devdax -s 512M
exec 7< "/dev/$busy_chardev"
kept_by getattr
exits 0 "a silent server: plan does not ask it" dax-kmem plan "$uuid"
exits 0 "a silent server: attach does not either" dax-kmem attach "$uuid"
exits 0 "a silent server: and back" dax-kmem detach "$uuid"
let_it_go "a silent server"
kept_by write
kept=$(sed -n 's/^kept: //p' /tmp/held)
exits 5 "a process that is kept: attach is refused" dax-kmem attach "$uuid"
check "a process that is kept: and says by whom" \
	sh -c "echo \"$said\" | grep -q '$kept (fuse_silent) is stuck in the kernel, and it cannot be seen whether it has /dev/$chardev'"
exits 10 "a process that is kept: --timeout" dax-kmem attach --timeout 1 "$uuid"
exec 7<&-
exits 0 "no device-dax device is in use: nobody need be looked at" dax-kmem plan "$uuid"
let_it_go "a process that is kept"
ndctl destroy-namespace -f "$namespace" > /dev/null
uuid=$first_uuid
dax=$first_dax
find_devdax

# A pinned page keeps memory hot-plug busy for ever, as somebody takes its block offline; unbinding
# dax_pmem, which removes a page array, waits for that and cannot be killed: the helper is not kept.
exits 0 "the first namespace is RAM" dax-kmem attach "$uuid"
pinned_uuid=$uuid
pinned_dax=$dax
make_devdax -s 512M
ram_uuid=$uuid
ram_dax=$dax
make_devdax -s 512M
unbound_uuid=$uuid
unbound_dax=$dax
echo "$dax" > $drivers/dax_pmem/unbind
make_devdax -s 1G

# all that is on the node is the first namespace's memory then
pin() {
	rm -f /tmp/hold && mkfifo /tmp/hold
	dmesg -c > /dev/null
	pin_page node 1 < /tmp/hold > /tmp/held 2>&1 &
	pinner=$!
	exec 9> /tmp/hold
	wait_for "the pin" grep -q pinned /tmp/held
}
take_offline() {
	offliners=
	for n in $(block_list "$pinned_dax"); do
		(exec 9>&-; echo offline > $blocks/memory"$n"/state) &
		offliners="$offliners $!"
	done
	wait_for "the block with the page to be on its way" stuck
}
stuck() {
	dmesg | grep -q 'migrating pfn'
}
let_go() {
	exec 9>&-
	wait $pinner $offliners
}
gives_up() {	# DESCRIPTION COMMAND...
	local what=$1 started
	shift
	started=$(cut -d. -f1 /proc/uptime)
	exits 10 "$what" dax-kmem "$@"
	took=$(($(cut -d. -f1 /proc/uptime) - started))
	check "$what, in time ($took s)" test $took -lt 20
}
pin
exits 0 "another one is RAM" dax-kmem attach "$ram_uuid"
take_offline
# the kernel restarts a write to a block's state whatever signal comes, while another one is on its way
gives_up "a block waits: detach gives up" detach --timeout 5 "$ram_uuid"
check "a block waits: all of it is online" blocks_are "$ram_dax" online Movable
gives_up "unbind waits: attach gives up" attach --timeout 5 "$uuid"
check "unbind waits: the way back is named" \
	sh -c "echo \"$said\" | grep -q 'once that ends the device goes back to dax_pmem by itself'"
equal "unbind waits: no id is left" "" "$(ids)"
exits 0 "unbind waits: list is not kept either" dax-kmem list
check "unbind waits: list names what is locked" test "${said#*"$dax: the kernel keeps this device locked"}" != "$said"
let_go
home() {
	[ "$(driver_of "$dax")" = dax_pmem ] && ! pidof dax-kmem
}
wait_for "the device to go home" home
exits 0 "then attach does it" dax-kmem attach "$uuid"
check "every block is online" blocks_are "$dax" online Movable
exits 0 "and detach" dax-kmem detach "$uuid" "$ram_uuid"

# a device that is being bound is locked: it has its driver by then, and is not to be looked at
exits 0 "the first namespace is RAM again" dax-kmem attach "$pinned_uuid"
pin
take_offline
gives_up "bind waits: attach gives up" attach --timeout 5 "$unbound_uuid"
check "bind waits: what then" sh -c "echo \"$said\" | grep -q 'attach finishes and detach undoes it'"
equal "bind waits: no id is left" "" "$(ids)"
let_go
bound() {
	[ "$(driver_of "$unbound_dax")" = dax_kmem ] && ! pidof dax-kmem
}
wait_for "the bind to end" bound
exits 0 "then attach finishes it" dax-kmem attach "$unbound_uuid"
check "every block of it is online" blocks_are "$unbound_dax" online Movable
