# SPDX-License-Identifier: GPL-2.0-only
# shellcheck shell=dash disable=SC1091,SC2154
# What each memory block costs, from the first to the last, as the kernel's own tracer sees it: the time that
# the write to its file "state" takes, without that of the process around it.
#   contenders  of: dax-kmem daxctl
# Figures: block-online, block-offline: microseconds; the ROUND is the place in the order
. /test/common.sh

tracing=/sys/kernel/debug/tracing
load_pmem
make_devdax || give_up "no namespace"
modprobe dax_kmem
modprobe kmem
echo offline > "$policy"
[ -d $tracing/events/syscalls/sys_enter_write ] || give_up "this kernel cannot trace system calls"
echo 16384 > $tracing/buffer_size_kb
learn_blocks
measured blocks all 0 "$count"

# Two of the kernel's calls write: "write" and "pwrite64". A tracer sees how many bytes, not which.
set_tracing() {	# 0|1
	local call event
	for call in write pwrite64; do
		for event in enter exit; do
			echo "$1" > $tracing/events/syscalls/sys_${event}_$call/enable
		done
	done
}

# traced FIGURE CONTENDER COUNTS COMMAND...: writes of so many bytes, in hexadecimal, that have succeeded.
# It reads "NAME-PID [CPU] FLAGS SECONDS: sys_write(fd: F, buf: B, count: HEX)", and then "sys_write -> 0xHEX".
traced() {
	local figure=$1 contender=$2 counts=$3
	shift 3
	echo > $tracing/trace
	set_tracing 1
	"$@" > /tmp/said 2>&1 || give_up "$figure $contender: $* fails"
	set_tracing 0
	awk -v counts=" $counts " -v figure="$figure" -v contender="$contender" '
		!/ sys_p?write/ { next }
		{
			for (i = 1; $i !~ /^[0-9]+[.][0-9]+:$/; i++)
				;
			time = $i
			process = $1
		}
		/ -> / {
			if (index(counts, " " count[process] " ") && $NF == "0x" count[process])
				printf "bench %s %s %d %d\n", figure, contender, n++, (time - start[process]) * 1000000
			next
		}
		{
			start[process] = time
			count[process] = $0
			sub(/.*count: /, "", count[process])
			sub(/[,)].*/, "", count[process])
		}' $tracing/trace >&3
}
# "online_movable" and "offline"; daxctl writes the byte behind the string, too
online="e f"
offline="7 8"
for contender in $contenders; do
	case $contender in
	dax-kmem)
		traced block-online dax-kmem "$online" dax-kmem attach --memmap dram "$uuid"
		traced block-offline dax-kmem "$offline" dax-kmem detach "$uuid"
		;;
	daxctl)
		traced block-online daxctl "$online" daxctl reconfigure-device -m system-ram "$chardev"
		traced block-offline daxctl "$offline" daxctl reconfigure-device -f -m devdax "$chardev"
		;;
	esac
	find_devdax || give_up "the device is not back"
done
the_end
