# SPDX-License-Identifier: GPL-2.0-only
# The units, as they are before paths are filled in: what systemd itself does not complain about.
for unit in dax-kmem.service dax-kmem@.service; do
	file=$here/../../udev/$unit.in
	# a oneshot has no limit by itself, and whoever waits for the target would wait with it
	equal "$unit: a start ends" 1 "$(grep -c '^TimeoutStartSec=[1-9][0-9]*min$' "$file")"
	equal "$unit: it waits for no unit that udev calls deprecated" "" \
		"$(grep -n 'udev-settle' "$file")"
	# the lock is waited for twice, each device has its own limit, and so has what undoes it
	limit=$(sed -n 's/^TimeoutStartSec=\([0-9]*\)min$/\1/p' "$file")
	lock=$(sed -n 's/^#define LOCK_WAIT_SECONDS[[:space:]]*//p' "$here/../../helper/commands/auto.c")
	equal "$unit: the command ends before that by itself" yes \
		"$([ $((${limit:-0} * 60)) -ge $((2 * lock + 1500)) ] && echo yes)"
done
