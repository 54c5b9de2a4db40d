# SPDX-License-Identifier: GPL-2.0-only
# shellcheck shell=sh disable=SC2154 # set by tests/cli/case.sh
# Who has the device open: real processes, put into the tree's /proc. The device is /dev/zero, by
# its number.
new_tree
one_devdax
put sys/bus/dax/devices/dax0.0/dev 1:5
device=sys/bus/dax/devices/dax0.0/driver/module
compile() {	# PROGRAM SOURCE OPTIONS...
	output=$work/$1
	source=$2
	shift 2
	"${CC:-cc}" -O1 -Wall -Wextra -Werror -D_GNU_SOURCE "$@" -o "$output" "$source"
}
equal "the programs are compiled" 0 "$(compile crowd "$here/crowd.c" -pthread &&
	compile fuse_silent "$here/../guest/fuse_silent.c" &&
	compile no_kcmp.so "$here/no_kcmp.c" -shared -fPIC; echo $?)"

# hold WORD PROGRAM...: what it prints a number of is in the tree once it has printed the word
hold() {
	word=$1
	shift
	rm -f "$work/hold" "$work/held"
	mkfifo "$work/hold"
	"$@" < "$work/hold" > "$work/held" &
	holder=$!
	exec 8> "$work/hold"
	wait_until grep -q "$word" "$work/held" || result "not ok" "$1 is there"
	grep -oE '[0-9]+' "$work/held" | while read -r pid; do
		link proc/"$pid" /proc/"$pid"
	done
}
let_go() {
	exec 8>&-
	wait $holder
	equal "$1: it was there to the end" 0 $?
	find "$root/proc" -type l -exec rm {} +
}
cpu() {	# $cpu: hundredths of a second, of all that has been waited for; in this shell itself
	times > "$work/times"
	cpu=$(awk 'END { gsub("[ms]", " "); print int(($1 * 60 + $2 + $3 * 60 + $4) * 100) }' "$work/times")
}

# --- threads that share their descriptors, as a database server has them
hold ready "$work/crowd" 4 400 1000
cpu
before=$cpu
"$helper" plan --sysroot "$root" dax0.0 > "$work/out" 2> "$work/err"
equal "many threads: exit code" 0 $?
cpu
spent=$((cpu - before))
equal "many threads: they cost no time ($spent/100 s)" 1 $((spent < 200))
let_go "many threads"

# --- a leader that has ended, and one thread of many that has descriptors of its own
hold ready "$work/crowd" 1 20 50 apart /dev/zero
user="/dev/dax0.0 is open or mapped by $(grep -oE '[0-9]+' "$work/held") (crowd)"
reads 5 "a thread apart" plan --sysroot "$root" dax0.0
prints "a thread apart: its process is named" "$user"
ASAN_OPTIONS=verify_asan_link_order=0 LD_PRELOAD=$work/no_kcmp.so "$helper" plan --sysroot "$root" dax0.0 \
	> "$work/out" 2> "$work/err"
equal "a thread apart, and no kcmp(2): exit code" 5 $?
prints "a thread apart, and no kcmp(2): its process is named" "$user"
put $device/refcnt 2
reads 5 "a thread apart, and the module is in use" plan --sysroot "$root" dax0.0
put $device/refcnt 0
reads 0 "a module that nobody keeps has no device open" plan --sysroot "$root" dax0.0
rm -r "${root:?}/$device"
reads 0 "attach: --force takes it all the same" attach --dry-run --force --sysroot "$root" dax0.0
let_go "a thread apart"

# --- a process that cannot be looked at: here, by the file with its name
mkdir "$root/proc/77"
mkfifo "$root/proc/77/comm"
kept="77 (?) is stuck in the kernel, and it cannot be seen whether it has /dev/dax0.0 open or mapped"
reads 5 "a kept process: plan" plan --sysroot "$root" dax0.0
prints "a kept process: plan names it" "$kept; end it, or what it waits for"
acts 10 "a kept process: --timeout" attach --timeout 1 dax0.0
says "a kept process: --timeout: the cause" "takes longer than --timeout allows"
equal "a kept process: --timeout: the device stays" dax_pmem "$(driver_of 0)"
(
	faked "$helper" attach --timeout 0 --sysroot "$root" dax0.0 > "$work/out" 2> "$work/err"
	echo $? > "$work/rc"
) &
runner=$!
looking() {	# a child of the command's is there
	command=$(pgrep -P $runner) && pgrep -P "$command" > /dev/null
}
wait_until looking
kill -TERM "$command"
wait $runner
equal "a kept process: a signal: exit code" 1 "$(cat "$work/rc")"
says "a kept process: a signal: the cause" "interrupted while looking for who has /dev/dax0.0 open"
equal "a kept process: a signal: no child is left" "" "$(pgrep -f "attach --timeout 0 --sysroot $root")"
reads 0 "a kept process: --force" attach --dry-run --force --sysroot "$root" dax0.0
prints "a kept process: --force says it" "$kept; taking it all the same, as --force asks"
rm -r "$root/proc/77"

# --- a file system whose server is silent. A lock that is kept would keep every ps(1) of this machine
# too: that is for a guest.
mkdir "$work/mount"
if [ "$(id -u)" = 0 ] && "$work/fuse_silent" getattr "$work/mount" < /dev/null > /dev/null 2>&1; then
	hold kept "$work/fuse_silent" getattr "$work/mount"
	reads 0 "a silent server: it is not asked" plan --sysroot "$root" dax0.0
	let_go "a silent server"
else
	skip "a silent server" "no FUSE file system can be mounted here"
fi
