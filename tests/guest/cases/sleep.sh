# SPDX-License-Identifier: GPL-2.0-only
# runs: every-kernel
# Hibernation is refused while there is memory of ours, as its session would be lost. Suspend is not.
load_pmem
make_devdax -s 1G
modprobe dax_kmem
allow=/sys/module/dax_kmem/parameters/allow_hibernation
check "this kernel can hibernate" grep -q disk /sys/power/state
# no image is made: only what comes before it is tried, and a second is time enough for that
echo freezer > /sys/power/pm_test
echo 1 > /sys/module/suspend/parameters/pm_test_delay
check "no memory of ours: hibernation is let pass" write disk /sys/power/state

hibernation_is_refused() {	# WHEN
	local before
	before=$(dmesg | grep -c "hibernation refused: pmem is RAM")
	write_fails "$1: hibernation is refused" disk /sys/power/state "Device or resource busy"
	equal "$1: one line says why" $((before + 1)) \
		"$(dmesg | grep -c 'hibernation refused: pmem is RAM')"
}
check "attach" dance "$dax"
hibernation_is_refused "all offline"
check "online" set_blocks online_movable "$dax"
hibernation_is_refused "online"
equal "not allowed if nobody has said so" N "$(cat $allow)"
echo 1 > $allow
check "allowed: hibernation is let pass" write disk /sys/power/state
check "and the memory works" numa_touch 1 64
echo 0 > $allow
hibernation_is_refused "allowed no longer"

# to RAM: nothing is lost
echo none > /sys/power/pm_test
in_memory() {	# the first 128 MiB of a file that is on node 1 only: its checksum
	sha256sum < /mnt/random
}
mkdir -p /mnt
mount -t tmpfs -o size=300m,mpol=bind:1 memory /mnt
head -c 192m /dev/urandom > /mnt/random
sum=$(in_memory)
sleep_and_wake() {	# the clock wakes it
	echo 0 > /sys/class/rtc/rtc0/wakealarm
	echo +4 > /sys/class/rtc/rtc0/wakealarm
	write mem /sys/power/state
}
if ! grep -qw mem /sys/power/state || [ ! -e /sys/class/rtc/rtc0/wakealarm ]; then
	skip "sleeps and wakes" "this kernel does not sleep, or has no clock to wake it"
else
	suspends=$(cat /sys/power/suspend_stats/success 2>/dev/null)
	check "sleeps and wakes" sleep_and_wake
	: > /tmp/slept
	equal "it has slept" $((${suspends:-0} + 1)) "$(cat /sys/power/suspend_stats/success)"
	equal "what was in the memory is there" "$sum" "$(in_memory)"
	check "the memory works" numa_touch 1 64
	check "blocks are as they were" blocks_are "$dax" online Movable
fi
umount /mnt

# memory that has lost its device is ours still
ndctl disable-region region0 > /dev/null 2>&1
check "its device is gone" test ! -e "$nd/$dax"
echo freezer > /sys/power/pm_test
hibernation_is_refused "without its device"
echo "$uuid" > $ours/new_id
ndctl enable-region region0 > /dev/null 2>&1
find_devdax
write "$uuid" $ours/remove_id
check "the way back" undo "$dax"
check "and hibernation is let pass again" write disk /sys/power/state
