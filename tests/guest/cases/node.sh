# SPDX-License-Identifier: GPL-2.0-only
# runs: oldest-kernel newest-kernel
# nvdimm: none
# qemu: -object memory-backend-ram,id=hot,size=512M
# monitor: yes
# An NVDIMM that is plugged in while the machine runs, on node 0. The firmware's table of addresses
# gives the whole range for hot-plug to the last node, which is 1; the NVDIMM itself says node 0.
modprobe nfit
echo "monitor: device_add nvdimm,memdev=hot,id=nvdimm,label-size=128K,node=0" >&3
load_pmem
make_devdax
equal "the platform gives it node 0" 0 "$(cat "$nd/$dax/target_node")"
modprobe dax_kmem
node_of() {	# COMMAND...: what its JSON says
	"$@" | sed -n 's/.*"node": *"\{0,1\}\([0-9]*\).*/\1/p' | sort -u
}
equal "plan says node 0" 0 "$(node_of dax-kmem plan --json "$uuid")"
equal "list says so of device-dax" 0 "$(node_of dax-kmem list --json)"
exits 0 "attach" dax-kmem attach "$uuid"
equal "the module has it so" 0 "$(cat "$nd/$dax/dax_kmem/node")"
equal "and list of what is RAM" 0 "$(node_of dax-kmem list --json)"
for n in $(block_list "$dax"); do
	check "memory$n is there" test -e "/sys/devices/system/node/node0/memory$n"
done
undo "$dax"

# what the user asks for comes before both
exits 0 "attach to another node" dax-kmem attach --node 1 "$uuid"
equal "it is there" 1 "$(cat "$nd/$dax/dax_kmem/node")"
undo "$dax"
