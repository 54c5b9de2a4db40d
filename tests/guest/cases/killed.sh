# SPDX-License-Identifier: GPL-2.0-only
# runs: once
# seconds: 400
# kill -9 before each system call that writes, or waits for one that does: the next attach finishes
# what was begun, the next detach restores. There is no state but the kernel's.
load_pmem
# fewer blocks, fewer calls to be killed at: a debug kernel takes half a minute for each
size=1G
[ ! -e /proc/lockdep_stats ] || size=384M
make_devdax -s $size
before=$(mem_total)
exits 0 "attach" dax-kmem attach "$uuid"
with=$(mem_total)
exits 0 "detach" dax-kmem detach "$uuid"

# kill_at COMMAND CALL N: 0 when it was killed there
kill_at() {
	strace -f -qq -o /tmp/trace -e trace="$2" -e inject="$2":signal=KILL:when="$3" \
		dax-kmem "$1" -q "$uuid" > /tmp/out 2>&1
	grep -q 'killed by SIGKILL' /tmp/trace
}
settled() {	# no child of a killed run is in the kernel any more
	! pidof dax-kmem
}
sweep() {	# CALL
	n=1
	killed=0
	bad=
	while kill_at attach "$1" $n; do
		wait_for "the children to end" settled
		killed=$((killed + 1))
		dax-kmem attach -q "$uuid" > /tmp/out 2>&1 || bad="$bad attach:$n:$(cat /tmp/out)"
		[ "$(mem_total)" = "$with" ] || bad="$bad attach:$n:MemTotal"
		[ -z "$(ids)" ] || bad="$bad attach:$n:ids"
		dax-kmem detach -q "$uuid" > /tmp/out 2>&1 || bad="$bad attach:$n:detach:$(cat /tmp/out)"
		n=$((n + 1))
	done
	check "attach was killed at a $1 $killed times" test $killed -gt 1
	n=1
	killed=0
	dax-kmem attach -q "$uuid"
	while kill_at detach "$1" $n; do
		wait_for "the children to end" settled
		killed=$((killed + 1))
		dax-kmem detach -q "$uuid" > /tmp/out 2>&1 || bad="$bad detach:$n:$(cat /tmp/out)"
		[ "$(mem_total)" = "$before" ] || bad="$bad detach:$n:MemTotal"
		[ "$(driver_of "$dax")" = dax_pmem ] || bad="$bad detach:$n:driver"
		dax-kmem attach -q "$uuid" > /tmp/out 2>&1 || bad="$bad detach:$n:attach:$(cat /tmp/out)"
		n=$((n + 1))
	done
	check "detach was killed at a $1 $killed times" test $killed -gt 1
	dax-kmem detach -q "$uuid"
	equal "every next run has mended it" "" "$bad"
}
sweep pwrite64
# architectures younger than the call have it as ppoll only
case $(uname -m) in
x86_64) sweep poll ;;
*) sweep ppoll ;;
esac
equal "MemTotal" "$before" "$(mem_total)"
check "device-dax works" dax_pattern write "/dev/$chardev"
