# SPDX-License-Identifier: GPL-2.0-only
# shellcheck shell=dash disable=SC1091,SC2154
# Many NVDIMMs become RAM: one after the other by bare writes, by one command, and by a command for each of
# them at once, as the units of systemd call it.
#   devices  how many NVDIMMs the machine has     rounds  how many are counted, after one that is not
# Figures: many, many-detach: microseconds, the floor's of each device added up
. /test/common.sh

load_pmem
modprobe dax_kmem
total_before=$(mem_total)
echo offline > "$policy"
n=0
while [ $n -lt "$devices" ]; do
	make_devdax > /tmp/said 2>&1 || give_up "no namespace $n"
	learn_blocks
	echo "$dax $first $count" >> /tmp/devices
	uuids="${uuids-} $uuid"
	printf '[%s]\nuuid = %s\nmemmap = dram\n' "$dax" "$uuid" >> /etc/dax-kmem.conf
	n=$((n + 1))
done

by_floor() {	# ROUND
	local sum=0 back=0
	while read -r dax first count; do
		# shellcheck disable=SC2046 # three words
		set -- "$1" $(stopwatch floor attach "$dax" memmap=dram "$first" "$count" 2> /tmp/said)
		[ "$4" = 0 ] || give_up "floor: $dax"
		sum=$((sum + $2))
	done < /tmp/devices
	measured many floor "$1" $sum
	while read -r dax first count; do
		# shellcheck disable=SC2046
		set -- "$1" $(stopwatch floor detach "$dax" "$first" "$count" 2> /tmp/said)
		[ "$4" = 0 ] || give_up "floor: $dax back"
		back=$((back + $2))
	done < /tmp/devices
	measured many-detach floor "$1" $back
}

cat > /tmp/at-once <<'END'
while read -r dax first count; do
	dax-kmem auto "$dax" &
	all="${all-} $!"
done < /tmp/devices
for one in $all; do
	wait $one || exit 1
done
END

go_back() {
	# shellcheck disable=SC2086 # a list of words
	dax-kmem detach $uuids > /tmp/said 2>&1 || give_up "detach"
	[ "$(mem_total)" = "$total_before" ] || give_up "not all memory has gone"
}

round=0
while [ $round -le "$rounds" ]; do
	by_floor $round
	# shellcheck disable=SC2086 # a list of words
	timed many one-command $round dax-kmem attach --memmap dram $uuids
	# shellcheck disable=SC2086
	timed many-detach one-command $round dax-kmem detach $uuids
	timed many at-once $round sh /tmp/at-once
	go_back
	round=$((round + 1))
done
the_end
