# SPDX-License-Identifier: GPL-2.0-only
# The kernel does not answer, or the user has had enough.
unbind_hangs() {
	new_tree
	one_devdax
	export FAKE_HOOK="dax_pmem/unbind:for i in \$(seq 200); do
	[ -e $root/release ] && break; sleep 0.05; done"
	acts 10 "unbind hangs" attach --timeout 1 dax0.0
	says "unbind hangs: why, and the way back" "once that ends the device goes back to dax_pmem by itself"
	equal "unbind hangs: no id is left" "" "$(ids)"
	touch "$root/release"
	went_home() {
		grep -q dax_pmem/bind "$root/log" && [ "$(driver_of 0)" = dax_pmem ]
	}
	wait_until went_home
	equal "unbind hangs: once it ends the device goes home" dax_pmem "$(driver_of 0)"
}

reader_sees_the_end() {
	new_tree
	one_devdax
	export FAKE_HOOK="dax_pmem/unbind:for i in \$(seq 200); do
	[ -e $root/release ] && break; sleep 0.05; done"
	started=$(date +%s)
	said=$(faked "$helper" attach --sysroot "$root" --timeout 1 dax0.0 2>&1)
	took=$(($(date +%s) - started))
	equal "unbind hangs: who reads its output sees the end at once ($took s)" 1 $((took < 6))
	touch "$root/release"
	wait_until went_home
}

bind_hangs() {
	new_tree
	one_devdax
	export FAKE_HOOK="dax_kmem/bind:until [ -e $root/release ]; do sleep 0.05; done"
	acts 10 "bind hangs" attach --timeout 1 dax0.0
	says "bind hangs: what then" "attach finishes and detach undoes it"
	touch "$root/release"
	wait_until test -e "$root/$nd/dax0.0/dax_kmem/blocks"
	unset FAKE_HOOK
	acts 0 "bind hung: the next attach" attach dax0.0
}

way_back_hangs() {
	new_tree
	one_devdax
	export FAKE_HOOK="dax_pmem/bind:until [ -e $root/release ]; do sleep 0.05; done"
	FAKE_FAIL=memory35/state:12 acts 10 "the way back hangs" attach --timeout 1 dax0.0
	says "the way back hangs: it says so" "dax_pmem is still taking it; 'dax-kmem list' shows when it has it"
	equal "the way back hangs: no id is left" "" "$(ids)"
	unset FAKE_HOOK
	touch "$root/release"
	is_home() {
		[ "$(driver_of 0)" = dax_pmem ]
	}
	wait_until is_home
	equal "the way back hung, and comes to its end" dax_pmem "$(driver_of 0)"
}

hangs_and_fails() {	# ERRNO
	new_tree
	one_devdax
	export FAKE_HOOK="dax_kmem/bind:until [ -e $root/release ]; do sleep 0.05; done"
	FAKE_FAIL=dax_kmem/bind:$1 acts 10 "bind hangs, to fail with $1" attach --timeout 1 dax0.0
	unset FAKE_HOOK
	child=$(pgrep -f "dax-kmem attach --sysroot $root")
	touch "$root/release"
	wait_until sh -c "! kill -0 $child 2> /dev/null"
}

bind_hangs_and_fails() {
	hangs_and_fails 12
	equal "bind hung and failed: the device goes home by itself" dax_pmem "$(driver_of 0)"
	hangs_and_fails 74
	equal "bind hung, and the info block is damaged: left alone" "" "$(driver_of 0)"
}

interrupt() {	# DESCRIPTION HOOK
	new_tree
	one_devdax
	export FAKE_HOOK="$2:touch $root/there; sleep 1.5"
	rm -f "$root/log"
	faked setsid "$helper" attach --sysroot "$root" dax0.0 > "$work/out" 2> "$work/err" &
	wait_until test -e "$root/there"
	kill -TERM "$(pgrep -of "dax-kmem attach --sysroot $root")"
	wait $!
	equal "$1: exit code" 6 $?
	equal "$1: back home" dax_pmem "$(driver_of 0)"
	equal "$1: no id is left" "" "$(ids)"
	unset FAKE_HOOK
}

under_nohup() {
	new_tree
	one_devdax
	export FAKE_HOOK="dax_pmem/unbind:touch $root/there; sleep 1.5"
	(
		trap "" HUP
		faked setsid "$helper" attach --sysroot "$root" dax0.0 > "$work/out" 2> "$work/err"
	) &
	wait_until test -e "$root/there"
	kill -HUP "$(pgrep -of "dax-kmem attach --sysroot $root")"
	wait $!
	equal "under nohup a hang-up is none: exit code" 0 $?
	equal "under nohup a hang-up is none" dax_kmem "$(driver_of 0)"
	unset FAKE_HOOK
}

unbind_hangs
reader_sees_the_end
bind_hangs
way_back_hangs
bind_hangs_and_fails
interrupt "interrupted before unbind" dax_pmem/unbind
under_nohup
interrupt "interrupted within the blocks" memory36/state
