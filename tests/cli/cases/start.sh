# SPDX-License-Identifier: GPL-2.0-only
# shellcheck shell=sh disable=SC2154 # set by tests/cli/case.sh
# Whatever a caller leaves to the command, its answers are the same: closed descriptors, ignored and
# blocked signals, a umask, a locale, a reader that stops reading.

# by COMMAND WORDS...: what runs the command, and its words: attach and the like, on a kernel that reacts
by() {
	rm -f "$root/log"
	faked "$@"
}

# --- closed descriptors
new_tree
all_states
"$helper" list --json --sysroot "$root" > "$work/whole"
"$helper" list --json --sysroot "$root" <&- 2>&- > "$work/out"
equal "no input and no errors: list --json exits with 0" 0 $?
equal "no input and no errors: list --json is whole" "$(cat "$work/whole")" "$(cat "$work/out")"
for words in "list" "list --json" "list --blocks" "plan dax0.0" "plan --json dax0.0" "--help"; do
	# shellcheck disable=SC2086 # words
	"$helper" $words --sysroot "$root" >&- 2> "$work/err"
	equal "no output, and $words has some: that is an error" 1 $?
	says "no output, and $words has some: it says so" "cannot write the output"
done
mkdir "$root/etc"
printf '[one]\nuuid = %s\n' "$(uuid_of 0)" > "$root/etc/dax-kmem.conf"
by "$helper" auto --sysroot "$root" <&- >&- 2>&-
equal "nothing open at all: auto exits with 0" 0 $?
equal "nothing open at all: auto attaches what is listed" dax_kmem "$(driver_of 0)"
equal "nothing open at all: the lock file stays empty" 0 "$(stat -c %s "$root/run/dax-kmem/lock")"
by "$helper" detach --sysroot "$root" dax0.0 2>&-
by "$helper" attach -v --sysroot "$root" dax0.0 2>&-
equal "no errors: attach exits with 0" 0 $?
equal "no errors: no message is in the lock file" 0 "$(stat -c %s "$root/run/dax-kmem/lock")"

# --- signals
env --ignore-signal=CHLD "$helper" list --json --sysroot "$root" > "$work/out" 2> "$work/err"
equal "SIGCHLD ignored: list exits with 0" 0 $?
by env --ignore-signal=CHLD "$helper" detach --sysroot "$root" dax0.0 2> "$work/err"
equal "SIGCHLD ignored: detach exits with 0" 0 $?
for how in ignore block; do
	new_tree
	one_devdax
	# a block that the kernel does not let go of: only the timer's signal ends that
	export FAKE_HOOK="memory36/state:for i in \$(seq 200); do
		[ -e $root/release ] && break; sleep 0.05; done"
	started=$(date +%s)
	by env --$how-signal=ALRM "$helper" attach --timeout 1 --sysroot "$root" dax0.0 2> "$work/err"
	equal "SIGALRM, $how: the time is up" 10 $?
	took=$(($(date +%s) - started))
	touch "$root/release"
	equal "SIGALRM, $how: after a second ($took s)" 1 $((took < 6))
	equal "SIGALRM, $how: back home" dax_pmem "$(driver_of 0)"
	unset FAKE_HOOK
done
interrupted() {	# DESCRIPTION EXPECTED-CODE ENV-OPTION: SIGTERM while it unbinds
	new_tree
	one_devdax
	export FAKE_HOOK="dax_pmem/unbind:touch $root/there; until [ -e $root/release ]; do sleep 0.05; done"
	by env "$3" "$helper" attach --sysroot "$root" dax0.0 2> "$work/err" &
	wait_until test -e "$root/there"
	kill -TERM "$(pgrep -of "dax-kmem attach --sysroot $root")"
	touch "$root/release"
	wait $!
	equal "$1" "$2" $?
	unset FAKE_HOOK
}
interrupted "SIGTERM blocked: it interrupts all the same" 6 --block-signal=TERM
interrupted "SIGTERM ignored: it stays ignored" 0 --ignore-signal=TERM

# --- a reader that has read enough
new_tree
one_devdax
unread() {	# ENV-OPTION WORDS...: $work/code is its exit code, when nobody reads its output
	option=$1
	shift
	mkfifo "$work/pipe"
	(by env "$option" "$helper" "$@" --sysroot "$root" 2> "$work/err" > "$work/pipe"
		echo $? > "$work/code") &
	: < "$work/pipe"
	wait
	rm "$work/pipe"
}
for option in --default-signal=PIPE --ignore-signal=PIPE; do
	# it cannot print before its output is closed: the write to new_id waits for that
	export FAKE_HOOK="new_id:sleep 1"
	unread $option attach --json dax0.0
	equal "$option: attach --json, unread, has done its work" "0 dax_kmem" \
		"$(cat "$work/code") $(driver_of 0)"
	equal "$option: attach --json, unread: no complaint" 0 "$(grep -c cannot "$work/err")"
	unset FAKE_HOOK
	unread $option list --json
	equal "$option: list --json, unread" 0 "$(cat "$work/code")"
	unread $option detach --json dax0.0
	equal "$option: detach --json, unread" "0 dax_pmem" "$(cat "$work/code") $(driver_of 0)"
done
by "$helper" attach --json --sysroot "$root" dax0.0 > /dev/full 2> "$work/err"
equal "a full disk is another thing" 1 $?
says "a full disk is another thing: it says so" "cannot write the output"

# --- one write a message, so that two commands that print to one file do not mix
if command -v strace > /dev/null; then
	ASAN_OPTIONS=detect_leaks=0 strace -qq -e trace=write -o "$work/trace" "$helper" plan --json --sysroot "$root" dax9.0 \
		> /dev/null 2> "$work/err"
	equal "a message in JSON is one write" "$(wc -l < "$work/err")" \
		"$(grep -c 'write(2, ' "$work/trace")"
else
	skip "a message in JSON is one write" "there is no strace"
fi

# --- files and characters
new_tree
one_devdax
mkdir "$root/etc"
(umask 077 && "$helper" enable --sysroot "$root" dax0.0 2> "$work/err")
equal "umask 077: what enable writes can be read by everybody" 644 \
	"$(stat -c %a "$root/etc/dax-kmem.conf.d/$(uuid_of 0).conf")"
if command -v strace > /dev/null; then
	LC_ALL=C.UTF-8 ASAN_OPTIONS=detect_leaks=0 strace -f -qq -e trace=openat -o "$work/trace" "$helper" plan \
		--sysroot "$root" dax0.0 > /dev/null 2> "$work/err"
	equal "plan of what is all ASCII reads no locale" "" "$(grep /locale "$work/trace")"
else
	skip "plan of what is all ASCII reads no locale" "there is no strace"
fi
put $nd/namespace0.0/alt_name "$(printf 'gr\303\266\303\237er')"
LC_ALL=C.UTF-8 "$helper" list -o label --sysroot "$root" > "$work/out"
prints "a label in the user's characters" "$(printf 'gr\303\266\303\237er')"
if localedef -i tr_TR -f UTF-8 "$work/tr_TR.UTF-8" 2> /dev/null; then
	LOCPATH=$work LC_ALL=tr_TR.UTF-8 "$helper" list -o device --sysroot "$root" > "$work/out"
	prints "a column's name in a locale where i is no small I" dax0.0
else
	skip "a column's name in a locale where i is no small I" "localedef cannot make that locale here"
fi
