# SPDX-License-Identifier: GPL-2.0-only
# runs: once
# What is listed for boot may appear late, by what udev does. "auto" for all waits for that, but not
# for udev's other work when all that is listed is there, and not for a udev that does nothing.
load_pmem
make_devdax
exits 0 "enable" dax-kmem enable "$uuid"
here=$namespace

mkdir -p /etc/udev/rules.d
echo '#!/bin/sh' > /tmp/late
cat >> /tmp/late << 'EOF'
until [ -e /tmp/go ]; do usleep 100000; done
[ ! -e /tmp/bind ] || cat /tmp/bind > /sys/bus/nd/drivers/nd_pmem/bind
EOF
chmod 755 /tmp/late
echo 'ACTION=="change", KERNEL=="zero", PROGRAM="/tmp/late"' > /etc/udev/rules.d/50-late.rules
ln -s /bin/udevadm /tmp/systemd-udevd
/tmp/systemd-udevd > /tmp/udevd.log 2>&1 &
udevd=$!
wait_for "udev" test -e /run/udev/control

busy() {	# udev is at work until there is a /tmp/go
	rm -f /tmp/go
	echo change > /sys/class/mem/zero/uevent
	wait_for "udev to be at work" test -e /run/udev/queue
}
idle() {
	: > /tmp/go
	wait_for "udev to be idle" not test -e /run/udev/queue
}
events() {
	cat /sys/kernel/uevent_seqnum
}
more_events() {	# THAN
	[ "$(events)" -gt "$1" ]
}

ndctl disable-namespace "$here"
echo "$here" > /tmp/bind
busy
before=$(events)
dax-kmem auto > /tmp/auto.log 2>&1 &
auto=$!
wait_for "auto to ask udev" more_events "$before"
idle
wait $auto
equal "late: exit code" 0 $?
find_devdax
equal "late: it is RAM" dax_kmem "$(driver_of "$dax")"
exits 0 "detach" dax-kmem detach "$uuid"

rm /tmp/bind
busy
exits 0 "all there, and udev is busy with something else" dax-kmem auto
check "all there: udev is busy still" test -e /run/udev/queue
equal "all there: it is RAM" dax_kmem "$(driver_of "$dax")"
idle
exits 0 "detach again" dax-kmem detach "$uuid"

ndctl disable-namespace "$here"
wait_for "udev to have heard of that" not test -e /run/udev/queue
exits 0 "nothing there, and udev is idle" dax-kmem auto
check "nothing there: it says so" \
	sh -c "echo '$said' | grep -q 'no instance of this machine has the UUID $uuid'"
kill -STOP $udevd
exits 0 "nothing there, and udev does nothing" dax-kmem auto
check "nothing there: it has not waited for that" sh -c "! echo '$said' | grep -q 'still at work'"
kill -CONT $udevd
kill $udevd
