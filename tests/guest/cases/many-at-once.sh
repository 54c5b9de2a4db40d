# SPDX-License-Identifier: GPL-2.0-only
# runs: once
# 32 attaches and 1,000 uevents at once: the device changes hands once, all others find it so.
load_pmem
make_devdax -s 1G
before=$(mem_total)
# a debug kernel is no faster for being crowded: to read one device took one of 32 its ten seconds
many=32
events=1000
[ ! -e /proc/lockdep_stats ] || { many=8; events=200; }

crowd() {	# COMMAND: how many ended with which exit code, "N CODE" a line
	local n pids=
	rm -f /tmp/code.*
	(for n in $(seq $events); do
		echo change > $nd/"$dax"/uevent
	done) &
	pids=$!
	for n in $(seq $many); do
		(dax-kmem "$1" -q "$uuid" 2> /dev/null; echo $? > /tmp/code.$n) &
		pids="$pids $!"
	done
	wait $pids
	cat /tmp/code.* | sort -n | uniq -c | awk '{ print $1, $2 }'
}
dmesg -c > /dev/null
equal "$many attaches: all are content" "$many 0" "$(crowd attach)"
equal "the memory was added once" 1 "$(dmesg | grep -c 'MiB added to node')"
check "every block is online" blocks_are "$dax" online Movable
equal "no id is left" "" "$(ids)"
equal "$many detaches: all are content" "$many 0" "$(crowd detach)"
equal "MemTotal" "$before" "$(mem_total)"
equal "dax_pmem has it" dax_pmem "$(driver_of "$dax")"

# both at once: each ends, with what it wanted at some moment
for n in $(seq 8); do
	(dax-kmem attach -q "$uuid" 2> /dev/null; echo $? > /tmp/code.$n) &
	(dax-kmem detach -q "$uuid" 2> /dev/null; echo $? > /tmp/code.1$n) &
done
wait
exits 0 "after all that: detach" dax-kmem detach "$uuid"
equal "MemTotal in the end" "$before" "$(mem_total)"
# a lock is held by a process, and is gone with it
dax-kmem attach -q "$uuid" &
kill -9 $!
wait $!
exits 0 "no lock outlives its process" dax-kmem attach "$uuid"
