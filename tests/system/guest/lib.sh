# SPDX-License-Identifier: GPL-2.0-only
# shellcheck shell=dash disable=SC3043,SC2034,SC2016
# What the stages are written with. Runs in the guest; results go to fd 3.

nd=/sys/bus/nd/devices
conf=/etc/dax-kmem.conf.d
. "${lib:-/usr/local/lib/dkm}/results.sh"
patience=60

report() {
	printf '%s\n' "$1" >&3
}

# the nd device of an instance
device_of() {	# UUID
	local path
	for path in "$nd"/dax*; do
		[ "$(cat "$path/uuid" 2>/dev/null)" != "$1" ] || basename "$path"
	done
}

driver_of() {	# UUID
	local driver
	driver=$(readlink "$nd/$(device_of "$1")/driver") && basename "$driver"
}

field() {	# UUID COLUMN
	dax-kmem list --raw -o "uuid,$2" | sed -n "s/^$1 //p"
}

is_ram() {
	[ "$(field "$1" state)" = ram ]
}

is_devdax() {
	[ "$(field "$1" state)" = devdax ]
}

# do both instances have a driver?
are_bound() {
	[ "$(ls -d $nd/dax*/driver 2> /dev/null | wc -l)" = 2 ]
}

# Has systemd heard of both, and done what that has started?
are_handled() {
	local path
	for path in "$nd"/dax*/driver; do
		systemctl is-active "sys-subsystem-nd-devices-$(basename "${path%/driver}").device" || return 1
	done
	[ -z "$(systemctl list-jobs --no-legend)" ]
}

# The boot is over before the last of udev's events is.
come_to_rest() {
	wait_for "two instances are bound" are_bound
	udevadm settle
	if [ -e /etc/dax-kmem.conf ] || [ -e $conf ] && ! grep -q dax_kmem.disable= /proc/cmdline; then
		wait_for "systemd is done with them" are_handled
	fi
}

# online as it should be, with nobody's help
check_ram() {	# UUID
	is_ram "$1" || { systemctl status --no-pager 'dax-kmem*'; journalctl -b -o short-monotonic \
		-t dax-kmem -t systemd-udevd --no-pager; } | explain
	equal "RAM: state" ram "$(field "$1" state)"
	equal "RAM: zone" movable "$(field "$1" zone)"
	equal "RAM: node" 1 "$(field "$1" node)"
	check "RAM: node 1 has it" awk -v bytes="$(field "$1" ram_bytes)" \
		'/MemTotal/ { found = $4 * 1024 == bytes } END { exit !found }' \
		/sys/devices/system/node/node1/meminfo
}

# What a monitor sees: one exit code, and the same in JSON.
status_is() {	# DESCRIPTION EXIT-CODE
	local rc=0
	dax-kmem status > /tmp/status 2>&1 || rc=$?
	equal "$1: status" "$2" $rc
	[ $rc = "$2" ] || explain < /tmp/status
	equal "$1: status --json" "$2" "$(dax-kmem status --json | sed -n 's/^    "exit_code": \([0-9]*\).*/\1/p')"
}

# what the units said in this boot
journal() {
	journalctl -b -o cat -t dax-kmem
}

# one line of the journal says so
says() {	# DESCRIPTION TEXT
	if journal | grep -qF -- "$2"; then
		result ok "$1"
	else
		result "not ok" "$1"
		{ echo "no line with '$2' in:"; journal; } | explain
	fi
}

# which units failed; ndctl's monitor always does here: QEMU's NVDIMMs have no health to report
failed_units() {
	systemctl --failed --plain --no-legend | awk '$1 != "ndctl-monitor.service" { print $1 }' | tr '\n' ' ' | sed 's/ $//'
}

configure() {	# TEXT
	rm -rf /etc/dax-kmem.conf "$conf"
	[ -z "$1" ] || printf '%b\n' "$1" > /etc/dax-kmem.conf
}
[ ! -e /var/lib/dkm/uuids ] || . /var/lib/dkm/uuids
