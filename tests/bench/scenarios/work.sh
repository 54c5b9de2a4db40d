# SPDX-License-Identifier: GPL-2.0-only
# shellcheck shell=dash disable=SC1091,SC2154
# What a contender does itself, the kernel's work left out: the instructions that callgrind counts, and the
# system calls that strace counts, for an attach and for a detach.
#   contenders  of: dax-kmem daxctl
# Figures: attach-instructions, attach-calls, detach-instructions, detach-calls; blocks
. /test/common.sh

export VALGRIND_LIB=/usr/libexec/valgrind
load_pmem
make_devdax || give_up "no namespace"
modprobe dax_kmem
modprobe kmem
echo offline > "$policy"
learn_blocks
measured blocks all 0 "$count"

counted() {	# FIGURE CONTENDER ROUND PROGRAM [ARG...]
	local figure=$1 contender=$2 round=$3
	shift 3
	case $figure in
	*-instructions)
		valgrind --tool=callgrind --callgrind-out-file=/tmp/counted "$@" > /tmp/said 2>&1 ||
			give_up "$figure $contender fails"
		measured "$figure" "$contender" "$round" \
			"$(sed -n 's/^summary: //p; s/^totals: //p' /tmp/counted | head -n 1)"
		;;
	*-calls)
		strace -f -qq -o /tmp/counted "$@" > /tmp/said 2>&1 || give_up "$figure $contender fails"
		# Reading the clock is a system call in emulators only. How often a program waits depends on how
		# long it has to.
		measured "$figure" "$contender" "$round" "$(grep '(' /tmp/counted |
			grep -Evc ' (clock_gettime|poll|wait4|rt_sigreturn|restart_syscall)\(|resumed')"
		;;
	esac
}

forth_and_back() {	# KIND CONTENDER ROUND
	case $2 in
	dax-kmem)
		counted "attach-$1" dax-kmem "$3" dax-kmem attach --memmap dram "$uuid"
		counted "detach-$1" dax-kmem "$3" dax-kmem detach "$uuid"
		;;
	daxctl)
		counted "attach-$1" daxctl "$3" daxctl reconfigure-device -m system-ram "$chardev"
		counted "detach-$1" daxctl "$3" daxctl reconfigure-device -f -m devdax "$chardev"
		;;
	esac
	find_devdax || give_up "the device is not back"
}

for contender in $contenders; do
	forth_and_back instructions "$contender" 0
	# what takes long is asked twice: the least of some rounds is what has to be done
	for round in 0 1 2 3; do
		forth_and_back calls "$contender" $round
	done
done
the_end
