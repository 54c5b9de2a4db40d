# SPDX-License-Identifier: GPL-2.0-only
# shellcheck shell=dash disable=SC1091,SC2154
# A large namespace in a machine of little DRAM: the page array has to stand on the pmem. It becomes RAM, some
# of it is used, and it goes back. Then daxctl is asked for the same.
# Figures: attach, detach: microseconds; ram: bytes; dram: KiB that the node of the processors has less;
# use: the exit code of who wrote to 1 GiB and read it back; exit, daxctl only: its exit code, and its words
. /test/common.sh

load_pmem
# device-dax has a page array, too, which has to be on the medium
make_devdax --map=dev || give_up "no namespace"
modprobe dax_kmem
modprobe kmem
echo offline > "$policy"
total_before=$(mem_total)
before=$(node0_free)
timed attach dax-kmem 1 dax-kmem attach --memmap pmem "$uuid"
measured dram dax-kmem 1 $((before - $(node0_free)))
measured ram dax-kmem 1 $(($(mem_total) - total_before))
rc=0
numa_touch 1 1024 > /tmp/said 2>&1 || rc=$?
measured use dax-kmem 1 $rc
timed detach dax-kmem 1 dax-kmem detach "$uuid"
find_devdax || give_up "the device is not back"

# What happens here may be the end of the machine: it comes last.
echo "bench end" >&3
rc=0
daxctl reconfigure-device -m system-ram "$chardev" > /tmp/said 2>&1 || rc=$?
measured exit daxctl 1 "$rc $(tail -n 1 /tmp/said)"
measured ram daxctl 1 $(($(mem_total) - total_before))
result ok "measured"
