# SPDX-License-Identifier: GPL-2.0-only
# Whoever uses the character device is named and left alone; a pinned page, which nobody can see,
# does not keep the helper.
load_pmem
make_devdax
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

# a pinned page: neither open nor mapped, and unbind waits for it
rm -f /tmp/hold && mkfifo /tmp/hold
pin_page dax "/dev/$chardev" < /tmp/hold > /tmp/held 2>&1 &
pinner=$!
exec 9> /tmp/hold
wait_for "the pin" grep -q . /tmp/held
equal "the page is pinned" pinned "$(cat /tmp/held)"
started=$(cut -d. -f1 /proc/uptime)
exits 10 "a pinned page: attach gives up" dax-kmem attach --timeout 5 "$uuid"
took=$(($(cut -d. -f1 /proc/uptime) - started))
check "a pinned page: in time ($took s)" test $took -lt 15
check "a pinned page: the way back is named" \
	sh -c "echo \"$said\" | grep -q 'once that ends the device goes back to dax_pmem by itself'"
equal "a pinned page: no id is left" "" "$(ids)"
exec 9>&-
wait $pinner
home() {
	[ "$(driver_of "$dax")" = dax_pmem ] && ! pidof dax-kmem
}
wait_for "the child to end" home
exits 0 "a pinned page, gone: attach" dax-kmem attach "$uuid"
check "every block is online" blocks_are "$dax" online Movable
