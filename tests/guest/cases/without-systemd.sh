# SPDX-License-Identifier: GPL-2.0-only
# runs: once
# nvdimm: 2G
# seconds: 400
# files: doc/without-systemd.md doc/dax-kmem.openrc doc/86-dax-kmem-hotplug.rules
# packages: openrc librc1 libeinfo1
# What doc/without-systemd.md tells people to type is typed here: rc.local, OpenRC, and udev's rule.
ln -s ../bin/dax-kmem /sbin/dax-kmem
mkdir -p /etc/init.d /etc/udev/rules.d /var/log
syslogd -O /var/log/messages

# lines HEADING NUMBER: that block of commands below that heading of the document, 1 is the first
lines() {
	awk -v heading="## $1" -v number="$2" '
		/^## / { below = $0 == heading; block = 0 }
		!/^    / { inside = 0; next }
		!inside { inside = 1; block++ }
		below && block == number { print substr($0, 5) }' /test/tree/doc/without-systemd.md
}
# typed HEADING NUMBER: runs it in a shell of its own, as rc.local is run
typed() {
	lines "$1" "$2" > /tmp/typed
	[ -s /tmp/typed ] && (cd /test/tree/doc && sh -e /tmp/typed)
}
# by its UUID: a region that comes again has another name for it
is_ram() {
	find_names && [ "$(driver_of "$dax")" = dax_kmem ] && blocks_are "$dax" online Movable
}
logged() {	# TEXT
	grep -q "dax-kmem: .*$1" /var/log/messages
}
# back SAYS: to device-dax, with an empty log
back() {
	exits 0 "$1: detach" dax-kmem detach "$uuid"
	equal "$1: it is device-dax again" dax_pmem "$(driver_of "$dax")"
	: > /var/log/messages
}

# --- a device that is listed; neither its drivers nor our module are there
load_pmem
make_devdax
exits 0 "enable" dax-kmem enable "$uuid"
check "the drivers can go" rmmod device_dax dax_pmem nd_pmem
refused "no driver is there, and no instance" find_names
refused "no module is there" test -e /sys/module/dax_kmem

check "the drivers" typed rc.local 2
find_devdax
check "rc.local" typed rc.local 1
check "rc.local: all of it is online in zone movable" is_ram
check "rc.local: the log says so" wait_until logged "are RAM on node 1"
back "rc.local"

# --- OpenRC, which has been booted as far as a runlevel that has nothing
mkdir -p /run/openrc /etc/runlevels/nothing /etc/runlevels/default
: > /etc/insserv.conf
openrc nothing
check "OpenRC: install, add, start" typed OpenRC 1
check "OpenRC: all of it is online in zone movable" is_ram
check "OpenRC: the log says so" wait_until logged "are RAM on node 1"
check "OpenRC: it is in the runlevel" test -e /etc/runlevels/default/dax-kmem
check "OpenRC: it has started" rc-service dax-kmem status
check "OpenRC: stop" rc-service dax-kmem stop
check "OpenRC: that has changed nothing" is_ram
back "OpenRC"
echo "[broken" > /etc/dax-kmem.conf
refused "OpenRC: an error in the configuration is a service that fails" rc-service dax-kmem start
check "OpenRC: the log says why" wait_until logged "/etc/dax-kmem.conf:1"
refused "OpenRC: it has not started" rc-service dax-kmem status
check "OpenRC: what has no error is RAM all the same" is_ram
rm /etc/dax-kmem.conf
back "OpenRC, broken"

# --- a region that is enabled later
ln -s /bin/udevadm /tmp/systemd-udevd
/tmp/systemd-udevd > /tmp/udevd.log 2>&1 &
udevd=$!
wait_for "udev" test -e /run/udev/control
check "udev: install the rule" typed "Memory that appears later" 1
ndctl disable-region region0
refused "udev: the device is gone" test -e "$nd/$dax/uuid"
ndctl enable-region region0
wait_for "udev: it is RAM" is_ram
check "udev: the log says so" wait_until logged "are RAM on node 1"
back "udev"
udevadm settle
check "udev: what is detached stays so" test "$(driver_of "$dax")" = dax_pmem
check "udev: nobody has tried" test ! -s /var/log/messages
kill $udevd
wait $udevd
