# SPDX-License-Identifier: GPL-2.0-only
# seconds: 120
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

# A pinned page keeps memory hot-plug busy for ever, as somebody takes its block offline; unbinding
# dax_pmem, which removes a page array, waits for that and cannot be killed: the helper is not kept.
exits 0 "the first namespace is RAM" dax-kmem attach "$uuid"
pinned_uuid=$uuid
pinned_dax=$dax
make_devdax -s 1G
rm -f /tmp/hold && mkfifo /tmp/hold
pin_page node 1 < /tmp/hold > /tmp/held 2>&1 &
pinner=$!
exec 9> /tmp/hold
wait_for "the pin" grep -q pinned /tmp/held
for n in $(block_list "$pinned_dax"); do
	(exec 9>&-; echo offline > $blocks/memory"$n"/state) &
	offliners="${offliners-} $!"
done
stuck() {
	dmesg | grep -q 'migrating pfn'
}
wait_for "the block with the page to be on its way" stuck
started=$(cut -d. -f1 /proc/uptime)
exits 10 "unbind waits: attach gives up" dax-kmem attach --timeout 5 "$uuid"
took=$(($(cut -d. -f1 /proc/uptime) - started))
check "unbind waits: in time ($took s)" test $took -lt 20
check "unbind waits: the way back is named" \
	sh -c "echo \"$said\" | grep -q 'once that ends the device goes back to dax_pmem by itself'"
equal "unbind waits: no id is left" "" "$(ids)"
exits 10 "unbind waits: list is not kept either" dax-kmem list
exec 9>&-
wait $pinner $offliners
home() {
	[ "$(driver_of "$dax")" = dax_pmem ] && ! pidof dax-kmem
}
wait_for "the device to go home" home
exits 0 "then attach does it" dax-kmem attach "$uuid"
check "every block is online" blocks_are "$dax" online Movable
