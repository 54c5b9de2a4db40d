#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
# Boots one guest and waits for its end.
# Usage: tests/guest/boot.sh KVER DIR [shell]
# DIR holds: root/ (laid over the initramfs), nvdimm0.img (and 1, 2), and optionally
#   cmdline  words for the kernel command line      nvdimm  options for -device nvdimm
#   memory   DRAM in MiB                            seconds time limit
#   cpus     how many processors it has             monitor  "yes": the guest has QEMU's monitor
#   qemu     more words for QEMU
#   firmware "secureboot": UEFI that loads only what OVMF's test key has signed
# It receives console.log and result. Exit code 3: the guest was lost.
set -eu

kver=$1
dir=$2
mode=${3-test}
top=$(cd "$(dirname "$0")/../.." && pwd)
# shellcheck source=tests/guest/arch.sh
. "$top/tests/guest/arch.sh"
arch_set "$kver"
arch_machine "$dir"
kernel=$("$top/tests/guest/kernel.sh" "$kver")
initramfs=$("$top/tests/guest/initramfs.sh" "$kver")

setting() {	# NAME DEFAULT
	value=$(cat "$dir/$1" 2>/dev/null || true)
	echo "${value:-$2}"
}
memory=$(setting memory 1024)
seconds=$(setting seconds 180)
cpus=$(setting cpus 2)
# a debug kernel takes more of both: KASAN alone an eighth of all memory
case $kver in
*-dkm-debug)
	[ "$memory" -ge 6144 ] || memory=6144
	seconds=$((seconds * 6))
	;;
esac
# to emulate another architecture takes longer
[ "$arch" = amd64 ] || seconds=$((seconds * 3))
cmdline="console=$console panic=-1 panic_on_warn=1 oops=panic rcupdate.rcu_cpu_stall_timeout=300 \
watchdog_thresh=60 workqueue.watchdog_thresh=180 $(setting cmdline "")"

(cd "$dir/root" && find . | cpio -o -H newc --quiet) > "$dir/overlay.cpio"
cat "$initramfs" "$dir/overlay.cpio" > "$dir/initrd"

# /dev/kvm may be there and of no use, and QEMU would abort on it: only who asks for it gets it
accel=${DAX_KMEM_ACCEL:-$(setting accel tcg,thread=multi)}
set -- -nodefaults -no-reboot -display none -accel "$accel" -cpu "$cpu" -smp "$cpus" \
	-machine "$machine" -m "${memory}M,slots=4,maxmem=${MAXMEM:-80G}" \
	-object "memory-backend-ram,id=dram,size=${memory}M" \
	-numa node,nodeid=0,cpus=0-$((cpus - 1)),memdev=dram -numa node,nodeid=1,initiator=0 \
	-numa dist,src=0,dst=1,val=17 \
	-kernel "$kernel/boot/vmlinuz-$kver" -initrd "$dir/initrd"
# shellcheck disable=SC2046,SC2086 # lists of words
set -- "$@" $words $(setting qemu "")
# Debian's own signature is not one that this firmware knows; the test key is public
if [ "$(setting firmware "")" = secureboot ] && [ "${kver%-dkm-debug}" = "$kver" ]; then
	"$top/tests/guest/testkey.sh" kernel "$kernel/boot/vmlinuz-$kver" "$dir/vmlinuz" >&2
	cp /usr/share/OVMF/OVMF_VARS_4M.snakeoil.fd "$dir/vars.fd"
	code=/usr/share/OVMF/OVMF_CODE_4M.secboot.fd
	set -- "$@" -kernel "$dir/vmlinuz" -machine smm=on \
		-global driver=cfi.pflash01,property=secure,value=on \
		-drive "if=pflash,format=raw,unit=0,readonly=on,file=$code" \
		-drive "if=pflash,format=raw,unit=1,file=$dir/vars.fd"
fi
n=0
for image in "$dir"/nvdimm?.img; do
	[ -e "$image" ] || break
	size=$(stat -L -c %s "$image")
	set -- "$@" -object "memory-backend-file,id=pmem$n,share=on,mem-path=$image,size=$size,align=128M" \
		-device "nvdimm,memdev=pmem$n,id=nvdimm$n,$(setting nvdimm label-size=128K,node=1)"
	n=$((n + 1))
done
# everything is opened as root, and the guest then runs as nobody
# shellcheck disable=SC2046 # a list of words
set -- "$@" $("$top/tests/guest/as-nobody.sh" "$emulator")

if [ "$mode" = shell ]; then
	# shellcheck disable=SC2086 # a list of words
	exec "$emulator" "$@" -serial mon:stdio $results \
		-append "$cmdline dax_kmem_test.shell quiet"
fi
: > "$dir/result"
rm -f "$dir/ended"
monitor=none
[ -z "$(setting monitor "")" ] || monitor=stdio
# What the guest reports as "monitor: WORDS" is for QEMU's monitor, where the case says so.
hand() {
	said=0
	until [ $monitor = none ] || [ -e "$dir/ended" ]; do
		sed -n 's/^monitor: //p' "$dir/result" | tr -d '\r' | tail -n +$((said + 1)) > "$dir/monitor.new"
		said=$((said + $(wc -l < "$dir/monitor.new")))
		cat "$dir/monitor.new"
		sleep 0.2
	done
}
rc=0
hand | {
	# shellcheck disable=SC2086 # a list of words
	timeout --foreground "$seconds" "$emulator" "$@" -monitor $monitor \
		-serial "file:$dir/console.log" $results -append "$cmdline" \
		> "$dir/qemu.log" 2>&1 || rc=$?
	echo $rc > "$dir/ended"
}
rc=$(cat "$dir/ended")
grep -q '^--- guest ends' "$dir/console.log" && exit 0
# The emulator loses a kernel now and then before init runs at all: one that patches its own code, or
# whose timer check finds a busy host.
if ! grep -q 'Run /init as init process' "$dir/console.log" &&
	grep -q "Oops: int3\|IO-APIC + timer doesn't work" "$dir/console.log"; then
	echo "# lost: the emulator tripped while the kernel booted"
	exit 3
fi
# a kernel that died of what the test did is no lost guest, the log says why it is gone
grep -Eq 'Kernel panic|BUG:|WARNING:|Oops' "$dir/console.log" && exit 0
echo "# lost: qemu exit $rc, $(grep -v '^QEMU\|^(qemu)' "$dir/qemu.log" | head -n 1)"
exit 3
