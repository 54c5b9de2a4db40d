# SPDX-License-Identifier: GPL-2.0-only
# runs: oldest-kernel newest-kernel
# nvdimm: none
# qemu: -numa node,nodeid=2,initiator=0 -numa dist,src=0,dst=2,val=20 -numa dist,src=1,dst=2,val=20 -object memory-backend-ram,id=hot,size=512M
# monitor: yes
# An NVDIMM that is plugged in while the machine runs, on node 1 of 0-2. The firmware's table of
# addresses gives the whole range for hot-plug to the last node; the NVDIMM itself says node 1.
modprobe nfit
echo "monitor: device_add nvdimm,memdev=hot,id=nvdimm,label-size=128K,node=1" >&3
load_pmem
make_devdax
equal "the platform gives it node 1" 1 "$(cat "$nd/$dax/target_node")"
modprobe dax_kmem
node_of() {	# COMMAND...: what its JSON says
	"$@" | sed -n 's/.*"node": *"\{0,1\}\([0-9]*\).*/\1/p'
}
agree() {	# WHAT NODE
	equal "plan says node $2 of $1" "$2" "$(node_of dax-kmem plan --json "$uuid")"
	equal "list says so of device-dax" "$2" "$(node_of dax-kmem list --json)"
	exits 0 "attach: $1" dax-kmem attach "$uuid"
	equal "the module has it so" "$2" "$(cat "$nd/$dax/dax_kmem/node")"
	equal "and list of what is RAM" "$2" "$(node_of dax-kmem list --json)"
	equal "the memory is there" $(($(cat "$nd/$dax/dax_kmem/size"))) "$(node_bytes "$2")"
}
agree "an NVDIMM that was plugged in" 1
undo "$dax"
