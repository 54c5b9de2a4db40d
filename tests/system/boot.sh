#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
# Boots an image once, as a machine with two NVDIMMs, and waits until it powers off.
# Usage: tests/system/boot.sh DIR KVER STAGE [WORDS FOR THE KERNEL COMMAND LINE]
# DIR holds disk.img, nvdimm0.img, nvdimm1.img, and of each kernel vmlinuz-KVER and initrd.img-KVER.
# libnvdimm says which driver it asks for which device.
# A third, nvdimm2.img, is put in when the guest writes "plug" to its second serial port.
# It receives console.log, result and, in seconds, online. Exit code 3: the guest was lost.
# CLOCK=instructions in the environment: the guest's clock counts a nanosecond for each instruction, and it is the
# clock that counts, from the start of the kernel. So how busy the host is does not matter.
set -eu

dir=$1
kver=$2
stage=$3
words=${4-}

# One CPU: the emulator trips over a kernel that patches code which another CPU runs, as it does for
# many of the modules that udev loads.
set -- -nodefaults -no-reboot -display none -accel "${DAX_KMEM_ACCEL:-tcg}" -cpu max \
	-smp 1 -machine q35,nvdimm=on,hmat=on -m 2048M,slots=4,maxmem=80G \
	-object memory-backend-ram,id=dram,size=2048M \
	-numa node,nodeid=0,cpus=0,memdev=dram -numa node,nodeid=1,initiator=0 \
	-numa dist,src=0,dst=1,val=17 \
	-kernel "$dir/vmlinuz-$kver" -initrd "$dir/initrd.img-$kver" \
	-drive "file=$dir/disk.img,format=raw,if=virtio,cache=unsafe"
for n in 0 1 2; do
	set -- "$@" -object "memory-backend-file,id=pmem$n,share=on,mem-path=$dir/nvdimm$n.img,size=2G,align=128M"
	options=nvdimm,memdev=pmem$n,id=nvdimm$n,label-size=128K,node=1
	[ $n = 2 ] || set -- "$@" -device "$options"
done
# shellcheck disable=SC2046 # a list of words
set -- "$@" $("$(dirname "$0")/../guest/as-nobody.sh" qemu-system-x86_64)
# what the disk takes passes on the host's clock, as the guest has nothing to do meanwhile
clock=${CLOCK:-host}
[ "$clock" = host ] || set -- "$@" -icount shift=0,sleep=on
: > "$dir/result"
ended=$dir/ended.$$
# What a hand does at the machine, as words for QEMU's monitor, and what it reads off its watch: how long
# after power-on there was "online" on that port.
read_clock() {
	case $clock in
	host) echo "$(date +%s.%N) $power_on" | awk '{ printf "%.1f\n", $1 - $2 }' ;;
	*) sed -n 's/^online \([0-9.]*\).*/\1/p' "$dir/result" ;;
	esac
}
hand() {
	plugged=
	until [ -e "$ended" ] || ! kill -0 $$; do
		if [ -z "$plugged" ] && grep -q '^plug' "$dir/result"; then
			echo "device_add $options"
			plugged=yes
		fi
		[ -s "$dir/online" ] || ! grep -q '^online .* s' "$dir/result" || read_clock > "$dir/online"
		sleep 0.2
	done
}
rm -f "$dir/online"
power_on=$(date +%s.%N)
rc=0
hand | { timeout --foreground 600 qemu-system-x86_64 "$@" -monitor stdio \
	-serial "file:$dir/console.log" -serial "file:$dir/result" \
	-append "root=/dev/vda rw console=ttyS0 panic=-1 panic_on_warn=1 oops=panic \
rcupdate.rcu_cpu_stall_timeout=300 libnvdimm.dyndbg=+p dkm.stage=$stage $words" \
	> "$dir/qemu.log" 2>&1 || rc=$?; echo $rc > "$ended"; }
rc=$(cat "$ended")
rm "$ended"
grep -q '^1\.\.' "$dir/result" && exit 0
# what the emulator trips over is no fault of the guest's: a breakpoint of a kernel that patches itself
if grep -Eq 'Oops: (int3|double fault)' "$dir/console.log"; then
	echo "# lost: the emulator tripped over code that the kernel was patching"
	exit 3
fi
grep -Eq 'Kernel panic|BUG:|WARNING:|Oops' "$dir/console.log" && exit 0
echo "# lost: qemu exit $rc, $(tail -n 1 "$dir/qemu.log")"
exit 3
