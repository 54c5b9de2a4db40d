# SPDX-License-Identifier: GPL-2.0-only
# runs: once
# not-on-arch: arm64 only x86 makes pmem of DRAM by memmap=
# nvdimm: none
# memory: 3072
# cmdline: memmap=768M!1G numa=off
# pmem without labels, carved out of DRAM: it lands on node 0, the only one that there is, and we warn.
load_drivers nd_e820
wait_for "the namespace" test -e $nd/namespace0.0
ndctl create-namespace -f -e namespace0.0 -m devdax --map=mem > /tmp/namespace.json
uuid=$(json uuid /tmp/namespace.json | head -n 1)
find_devdax
before=$(mem_total)
modprobe dax_kmem
check "dance" dance_online "$dax"
equal "it is on node 0" 0 "$(cat $nd/"$dax"/dax_kmem/node)"
check "and we warn of that" sh -c "dmesg | grep -q 'node 0 has CPUs'"
equal "MemTotal grew by its size" "$(cat $nd/"$dax"/dax_kmem/size)" $(($(mem_total) - before))
check "the memory is real" numa_touch 0 256
check "the way back" undo "$dax"
has_cpus="node 0 has CPUs: this pmem is not on a node of its own"
exits 0 "plan" dax-kmem plan "$uuid"
check "plan says it as well" sh -c "echo \"$said\" | grep -q '^warning .*$has_cpus'"
check "no other node is advised, as there is none" sh -c "! echo \"$said\" | grep -q -e --node"
exits 0 "the helper does it too" dax-kmem attach "$uuid"
check "and says it" sh -c "echo \"$said\" | grep -q '$has_cpus'"
exits 0 "list" dax-kmem list
check "list says it, too" sh -c "echo \"$said\" | grep -q '$uuid: $has_cpus'"
