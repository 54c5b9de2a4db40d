# SPDX-License-Identifier: GPL-2.0-only
# shellcheck shell=dash disable=SC3043,SC1091,SC2034
# What test cases are written with. Runs in the guest, under busybox sh; results go to fd 3.
set -u

nd=/sys/bus/nd/devices
drivers=/sys/bus/nd/drivers
ours=$drivers/dax_kmem
blocks=/sys/devices/system/memory
. /test/results.sh
. /test/vars
block_size=$((0x$(cat $blocks/block_size_bytes)))
page_size=$(($(sed -n '/^KernelPageSize:/{s/[^0-9]//g;p;q}' /proc/self/smaps) * 1024))
# what libnvdimm keeps at the start of a namespace, in whole pages: a reserved page and the info block
reserve=$(((8192 + page_size - 1) / page_size * page_size))
# what the page array of a memory block takes: 64 bytes a page
block_array=$((block_size * 64 / page_size))

# busybox sh would run its own applets of these names, whatever PATH says
modprobe() { /sbin/modprobe "$@"; }
rmmod() { /sbin/rmmod "$@"; }

# --- results

# The results are on the second serial port, and beside what the kernel says, too.
report() {
	printf '%s\n' "$1" >&3
	printf '%s\n' "$1"
}

# save NAME VALUE: a later boot of the same case finds it as $NAME
save() {
	echo "save $1=$2" >&3
}

# A debug kernel has more to say about what the case did.
debug_checks() {
	# by its taint: a case that never loaded the module has nothing to find
	[ $(($(cat /proc/sys/kernel/tainted) & 4096)) != 0 ] || return 0
	if [ -e /proc/lockdep_stats ]; then
		# by the taint, again
		if [ $(($(cat /proc/sys/kernel/tainted) & 16)) = 0 ]; then
			check "lockdep is still on" grep -q 'debug_locks: *1' /proc/lockdep_stats
		else
			skip "lockdep is still on" "a machine check switches it off"
		fi
	fi
	if [ -e /sys/kernel/debug/kmemleak ]; then
		# an object is reported by the second scan that finds no reference to it
		check "kmemleak is still on" write scan /sys/kernel/debug/kmemleak
		echo scan > /sys/kernel/debug/kmemleak
		equal "kmemleak has found nothing" "" "$(head -n 20 /sys/kernel/debug/kmemleak)"
	fi
}

finish() {
	debug_checks
	end_results
}

# write VALUE FILE: one write, as echo does it; what the shell said of its errno is in $errno
write() {
	errno=$({ echo "$1" > "$2"; } 2>&1) && errno= && return 0
	errno=${errno##*: }
	return 1
}

# writes DESCRIPTION VALUE FILE ERRNO-TEXT: the write must fail so
write_fails() {
	write "$2" "$3" && errno=success
	equal "$1" "$4" "$errno"
}

# a scan of its own would take the case's time
[ ! -e /sys/kernel/debug/kmemleak ] || echo scan=off > /sys/kernel/debug/kmemleak

# --- the machine

# load_drivers BUS-DRIVER: device-dax by the driver that all kernels have, unless the case has chosen
# $home. On 5.10 there is another one of the same alias, which ndctl would load and which would take
# what the case makes.
load_drivers() {
	local module
	if [ -z "${home-}" ]; then
		mkdir -p /etc/modprobe.d
		echo "blacklist dax_pmem_compat" > /etc/modprobe.d/home.conf
	fi
	for module in "$1" nd_pmem "${home:-dax_pmem}" device_dax; do
		modprobe "$module" || return 1
	done
}

load_pmem() {
	load_drivers nfit && wait_for "a pmem region" test -e $nd/region0
}

# New media carry no labels, and the region is then one namespace without a name.
init_labels() {
	ndctl disable-region all && ndctl init-labels all && ndctl enable-region all
}

# make_devdax [NDCTL OPTIONS]: a device-dax namespace; sets $uuid, $dax, $namespace, $chardev
make_devdax() {
	[ "$(cat $nd/region0/nstype)" = 5 ] || init_labels > /dev/null 2>&1
	ndctl create-namespace -m devdax --map=mem "$@" > /tmp/namespace.json || return 1
	uuid=$(json uuid /tmp/namespace.json | head -n 1)
	namespace=$(json dev /tmp/namespace.json)
	find_devdax
}

# From $uuid to the names that it has now, once its drivers have been probed.
find_devdax() {
	wait_for "the instance $uuid" find_names
}

find_names() {
	local device
	for device in "$nd"/dax*; do
		[ "$(cat "$device/uuid")" = "$uuid" ] || continue
		dax=${device##*/}
		# right below it, or in a directory of its class
		chardev=$(cd "$device" && ls -d dax[0-9]* dax/dax[0-9]* 2>/dev/null)
		chardev=${chardev##*/}
		# the attributes come behind the probe
		[ "$(driver_of "$dax")" = dax_kmem ] && [ -e "$device/dax_kmem/blocks" ] && return 0
		[ -n "$chardev" ] && [ -e "/dev/$chardev" ] && return 0
	done
	return 1
}

# Prints the name of the device of soft-reserved memory, once dax_hmem and device_dax are loaded. 5.10 makes two devices
# of it where there is an HMAT, and the range is the one's that device_dax gets bound to.
hmem_device() {
	local device hmem=
	for device in /sys/bus/dax/devices/dax*; do
		case $(readlink "$device") in
		*/hmem*) hmem=${device##*/} ;;
		*) continue ;;
		esac
		[ ! -e "$device/driver" ] || break
	done
	echo "$hmem"
}

# Like a udev rule that brings online whatever it sees, until stop_onliner.
start_onliner() {
	touch /tmp/onliner
	while [ -e /tmp/onliner ]; do
		for file in "$blocks"/memory*/state; do
			echo online > "$file"
		done
	done 2> /dev/null &
}

# also waits for whatever else runs in the background
stop_onliner() {
	rm /tmp/onliner
	wait
}

json() {	# KEY FILE
	sed -n 's/.*"'"$1"'":"\{0,1\}\([^",]*\).*/\1/p' "$2"
}

driver_of() {	# nd device
	basename "$(readlink "$nd/$1/driver")" 2>/dev/null
}

mem_total() {	# bytes
	echo $(($(sed -n 's/^MemTotal: *\([0-9]*\) kB/\1/p' /proc/meminfo) * 1024))
}

node_bytes() {	# NODE
	echo $(($(sed -n 's/.*MemTotal: *\([0-9]*\) kB/\1/p' "/sys/devices/system/node/node$1/meminfo") * 1024))
}

# --- the dance, and the way back

dance() {	# nd device
	echo "$1" > $ours/new_id &&
	echo "$1" > $drivers/dax_pmem/unbind &&
	echo "$1" > $ours/bind
}

# The numbers of a bound device's memory blocks.
block_list() {	# nd device
	local range start end
	range=$(cat "$nd/$1/dax_kmem/range") && [ -n "$range" ] || return 1
	start=$((${range%-*} / block_size))
	end=$(((${range#*-} + 1) / block_size))
	seq $start $((end - 1))
}

# without a process for each: some cases ask a thousand times
block_has() {	# NUMBER ATTRIBUTE VALUE
	local value
	read -r value < "$blocks/memory$1/$2" && [ "$value" = "$3" ]
}

set_blocks() {	# WORD nd-device
	local n list
	list=$(block_list "$2") && [ -n "$list" ] || return 1
	for n in $list; do
		# what is so already would be an error to the kernel
		block_has "$n" state "${1%%_*}" ||
			echo "$1" > $blocks/memory"$n"/state || return 1
	done
}

# Are all blocks of a device in this state (online, offline) and zone?
blocks_are() {	# nd device, STATE [ZONE]
	local n list
	list=$(block_list "$1") && [ -n "$list" ] || return 1
	for n in $list; do
		block_has "$n" state "$2" || return 1
		[ -z "${3-}" ] || block_has "$n" valid_zones "$3" || return 1
	done
}

dance_online() {	# nd device
	dance "$1" && set_blocks online_movable "$1"
}

# Back to device-dax.
undo() {
	undo_quietly "$1" && [ "$(driver_of "$1")" = dax_pmem ] && return 0
	result "not ok" "the way back to device-dax"
	return 1
}

undo_quietly() {	# nd device
	set_blocks offline "$1" && echo "$1" > $ours/unbind && echo "$1" > $drivers/dax_pmem/bind
}

# --- the media

# The physical address where a namespace starts.
ns_start() {	# namespace
	echo $(($(cat $nd/"$1"/resource)))
}

# The first 8 KiB of the instance's namespace: a reserved page and the info block. Under a driver
# they are to be seen with iomem=relaxed only.
info_sum() {
	if phys_dump "$(ns_start "$namespace")" 8192 > /tmp/info && grep -q NVDIMM_DAX_INFO /tmp/info; then
		sha256sum < /tmp/info | cut -d' ' -f1
	else
		echo "unreadable-$(cat /proc/sys/kernel/random/uuid)"	# equal to nothing
	fi
	rm -f /tmp/info
}

label_sum() {
	ndctl read-labels nmem0 > /tmp/labels 2> /dev/null
	if [ -s /tmp/labels ]; then
		sha256sum < /tmp/labels | cut -d' ' -f1
	else
		echo "unreadable-$(cat /proc/sys/kernel/random/uuid)"
	fi
}

# What is listed; a missing file is not an empty list.
ids() {
	cat $ours/ids || echo "no list"
}
