# SPDX-License-Identifier: GPL-2.0-only
# What is shown meanwhile, and why a block does not go: the kernel's words.
new_tree
one_devdax
mkdir -p "$root/dev"
echo "3,1,1,-;an old line" > "$root/dev/kmsg"
truncate -s $((40 * 262144)) "$root/proc/kpageflags"
# pages of the block 36: one of a process, one of the kernel's slab, one free, one of a file, one huge
printf '\040\020\0\0\0\0\0\0\200\0\0\0\0\0\0\0\0\004\0\0\0\0\0\0\040\0\0\0\0\0\0\0\0\0\002\0\0\0\0\0' |
	dd of="$root/proc/kpageflags" bs=262144 seek=36 conv=notrunc 2> /dev/null
acts 0 "attach" attach dax0.0
export FAKE_HOOK="memory36/state:echo '4,2,2,-;migrating pfn 120000 failed ret:1' >> $root/dev/kmsg"
FAKE_FAIL=memory36/state:16 acts 6 "a block that does not go" detach dax0.0
unset FAKE_HOOK
says "a block that does not go: its pages" \
	"pages in use: 1 of processes, 1 of files, 1 of the kernel, 1 huge"
says "a block that does not go: the kernel's log" \
	"the kernel's log says: migrating pfn 120000 failed ret:1"

# slow enough for a bar, for lines, for JSON lines
export FAKE_HOOK="/state:sleep 0.15"
acts 0 "JSON lines" detach --json dax0.0
says "JSON lines: progress" '"event":"progress","uuid":"'"$(uuid_of 0)"'","step":"offline","blocks":'
says "JSON lines: the last one" '"blocks":4,"blocks_total":4,"bytes":536870912,"bytes_total":536870912'
says "JSON lines: messages too" '{"event":"message","level":"info","text":"'
if command -v python3 > /dev/null; then
	python3 -c 'import json, sys; [json.loads(line) for line in sys.stdin]' < "$work/err"
	equal "JSON lines: each can be read" 0 $?
else
	skip "JSON lines: each can be read" "there is no python3"
fi
export FAKE_HOOK="/state:sleep 0.8"
acts 0 "lines" attach dax0.0
equal "lines: progress" 1 "$(grep -cm1 "$(uuid_of 0): online [1-4] of 4 blocks, 0.[1-5]/0.5 GiB" "$work/err")"
export FAKE_HOOK="/state:sleep 0.15"
on_terminal() {	# TERM COLUMNS WORDS...: in $work/err, one line an update
	term=$1
	columns=$2
	shift 2
	ASAN_OPTIONS=verify_asan_link_order=0 FAKE_ROOT=$root TERM=$term script -qec \
		"stty cols $columns; exec env LD_PRELOAD=$fake_kernel $helper $* --sysroot $root dax0.0" \
		/dev/null 2>&1 | tr '\r' '\n' > "$work/err"
}
on_terminal xterm 80 detach
says "a bar on a terminal" "offline [############------------] 2/4  0.2/0.5 GiB"
widest() {	# the widest of what was overwritten
	sed 's/\x1b\[K//' "$work/err" | grep -v ^dax-kmem: | wc -L
}
on_terminal xterm 40 attach
says "a bar on a narrow terminal" "online [###----] 0.2/0.5 GiB  0:00 left"
equal "a bar on a narrow terminal: it stays in its line" yes "$([ "$(widest)" -lt 40 ] && echo yes)"
on_terminal xterm 200 detach
says "a bar on a wide terminal" "offline [############------------] 2/4  0.2/0.5 GiB"
equal "a bar on a wide terminal: it stays in its line" yes "$([ "$(widest)" -lt 200 ] && echo yes)"
# the terminal becomes narrow after two blocks
export FAKE_HOOK="/state:sleep 0.15; echo >> $work/written
	[ \$(wc -l < $work/written) != 2 ] || stty cols 30 < /dev/tty"
rm -f "$work/written"
on_terminal xterm 80 attach
says "a terminal that becomes narrow: wide before" "1/4  0.1/0.5 GiB"
says "a terminal that becomes narrow: the line as well" "online 0.4/0.5 GiB  0:00 left"

# a block that takes more than a second: the kernel says that it moves its pages
export FAKE_HOOK="memory34/state:echo going-offline > $root/$memory/memory34/state; sleep 2.5"
on_terminal xterm 80 detach
says "a block that takes long" "0/4  0.0/0.5 GiB  memory34 for 1 s, pages are being migrated"
says "a block that takes long: it is said again" "memory34 for 2 s, pages are being migrated"
equal "a block that takes long: it is off the terminal in the end" "" \
	"$(tail -n 1 "$work/err" | sed 's/.*\x1b\[K//' | grep memory)"
FAKE_HOOK="memory34/state:sleep 1.9"
on_terminal xterm 40 attach
says "a block that takes long on a narrow terminal" "GiB  memory34 for 1 s"
equal "a block that takes long on a narrow terminal: it stays in its line" yes \
	"$([ "$(widest)" -lt 40 ] && echo yes)"
acts 0 "a block that takes long, in lines, offline" detach dax0.0
says "a block that takes long, in lines" "$(uuid_of 0): memory34: offline for 1 s"
acts 0 "a block that takes long, online" attach --json dax0.0
says "a block that takes long, in JSON" \
	'"event":"waiting","uuid":"'"$(uuid_of 0)"'","step":"online","block":34,"seconds":1,"why":null}'
acts 0 "a block that takes long, and -q" detach -q dax0.0
equal "a block that takes long, and -q: nothing" 0 "$(wc -l < "$work/err")"
export FAKE_HOOK="/state:sleep 0.15"
on_terminal xterm 80 attach
FAKE_HOOK="/state:sleep 0.8"
on_terminal dumb 80 detach
says "a terminal that knows no escape sequences: lines" ": offline 3 of 4 blocks"
equal "a terminal that knows no escape sequences: it gets none" 0 "$(grep -c "$(printf '\033')" "$work/err")"
on_terminal "" 80 attach
equal "a terminal of no name: likewise" 0 "$(grep -c "$(printf '\033')" "$work/err")"
unset FAKE_HOOK
on_terminal xterm 80 detach

# another run has the lock for a while
acts 0 "attach again" attach dax0.0
flock "$root/run/dax-kmem/lock" sleep 2 &
wait_until sh -c "! flock -n $root/run/dax-kmem/lock true"
acts 0 "a lock that another run has" detach dax0.0
says "a lock that another run has: it is waited for" "waiting for another run to end"
wait
rm -r "$root/run/dax-kmem"
mkdir "$root/run/dax-kmem"
ln -s /etc/passwd "$root/run/dax-kmem/lock"
acts 1 "a lock that is a link" attach dax0.0

# a name that two buses give to two devices
new_tree
machine
instance 0 dax_pmem 0x100200000 671088640
instance 1 dax_pmem 0x200200000 671088640
for n in 0 1; do
	other=dax$((1 - n)).0
	link "$nd/dax$n.0/$other/subsystem" ../../../../../../bus/dax
done
reads 3 "a name for two" attach --sysroot "$root" dax0.0
says "a name for two: both are named" "two devices bear this name"
reads 0 "a name for two: as a path it is one" plan --sysroot "$root" /dev/dax0.0
prints "a name for two: that one" "$(uuid_of 1)"
put $nd/namespace1.0/uuid "$(cat "$root/$nd/namespace0.0/uuid")"
reads 3 "a label's UUID that two carry" plan --sysroot "$root" "$(cat "$root/$nd/namespace0.0/uuid")"
