#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
# Runs one scenario in a guest of its own, and prints what it has measured.
# Usage: tests/bench/guest.sh KVER NAME SCENARIO [VARIABLE=VALUE...]
# NAME is that of the folder in build/bench, SCENARIO a file of tests/bench/scenarios. The variables are for
# the scenario, but for these, which make the machine:
#   nvdimm  sizes of the NVDIMMs in GiB            dram     MiB
#   cmdline words for the kernel command line      seconds  time limit
# The guest's clock counts: QEMU lets a nanosecond pass for each instruction. So what is measured is the same on
# every machine, however busy it is. CLOCK=host, or another accelerator than tcg, gives it the host's clock.
# A line of the result is "FIGURE CONTENDER ROUND VALUE", see the scenarios.
# Exit code: 0, or 1 when the guest did not come to its end, and then its last words are on standard error.
set -eu

here=$(cd "$(dirname "$0")" && pwd)
top=$(cd "$here/../.." && pwd)
kver=$1
name=$2
scenario=$3
shift 3
dir=$top/build/bench/$name
guest=$top/tests/guest

rm -rf "$dir"
mkdir -p "$dir/root/test"
cp "$guest/init" "$dir/root/init"
cp "$guest/lib.sh" "$top/tests/lib/results.sh" "$here/common.sh" "$dir/root/test/"
cp "$here/scenarios/$scenario.sh" "$dir/root/test/case.sh"
cp "$top/build/bench/floor" "$top/build/bench/stopwatch" "$dir/root/test/"

# callgrind is for one scenario only, and large
if [ "$scenario" = work ]; then
	mkdir -p "$dir/root/bin" "$dir/root/usr/libexec/valgrind"
	cp /usr/bin/valgrind.bin "$dir/root/bin/valgrind"
	cp /usr/libexec/valgrind/callgrind-amd64-linux /usr/libexec/valgrind/vgpreload_core-amd64-linux.so \
		/usr/libexec/valgrind/default.supp "$dir/root/usr/libexec/valgrind/"
fi

nvdimm=4
dram=1024
seconds=600
cmdline=
echo "BOOT=1" > "$dir/root/test/vars"
for word; do
	value=${word#*=}
	case $word in
	nvdimm=*) nvdimm=$value ;;
	dram=*) dram=$value ;;
	cmdline=*) cmdline=$value ;;
	seconds=*) seconds=$value ;;
	*) echo "${word%%=*}='$value'" >> "$dir/root/test/vars" ;;
	esac
done
n=0
whole=0
images=${IMAGES:-$dir}
for size in $nvdimm; do
	truncate -s "${size}G" "$images/nvdimm$n.img"
	[ -e "$dir/nvdimm$n.img" ] || ln -s "$images/nvdimm$n.img" "$dir/nvdimm$n.img"
	whole=$((whole + size))
	n=$((n + 1))
done
echo "$cmdline quiet" > "$dir/cmdline"
echo "$dram" > "$dir/memory"
echo "$seconds" > "$dir/seconds"
clock=${CLOCK:-instructions}
[ "${DAX_KMEM_ACCEL:-tcg}" = tcg ] || clock=host
count=
if [ "$clock" = instructions ]; then
	# with a clock that counts, QEMU 7.2 cannot start a second processor, and needs a single thread
	echo tcg > "$dir/accel"
	echo 1 > "$dir/cpus"
	count="-icount shift=0,sleep=off"
fi
# Without the features erms and fsrm the kernel clears memory in words, and not byte by byte, where each would count
# as an instruction. And 40 bits of physical address, which is what the processor has otherwise, are 1 TiB.
cpu=max,phys-bits=46,-erms,-fsrm
echo "$count -cpu $cpu -m slots=$((n + 1)),maxmem=$((whole + dram / 1024 + n + 2))G" > "$dir/qemu"

rc=0
"$guest/boot.sh" "$kver" "$dir" >&2 || rc=$?
tr -d '\r' < "$dir/result" > "$dir/lines"
rm -f "$images"/nvdimm?.img "$dir"/nvdimm?.img "$dir/initrd" "$dir/overlay.cpio"
sed -n "s/^bench \(.* .*\)/\1/p" "$dir/lines"
if [ "$rc" != 0 ] || ! grep -q '^bench end$' "$dir/lines"; then
	echo "$name: the guest did not come to its end, see build/bench/$name/console.log" >&2
	{ grep '^not ok\|^#' "$dir/lines"; tail -n 5 "$dir/console.log"; } | tr -d '\r' >&2
	exit 1
fi
