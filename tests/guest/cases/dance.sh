# SPDX-License-Identifier: GPL-2.0-only
# runs: every-kernel dkms
# The four lines of the dance, typed as the design has them.
load_pmem
make_devdax
before=$(mem_total)
iomem_before=$(cat /proc/iomem)

check "modprobe" modprobe dax_kmem
check "new_id" write "$dax" $ours/new_id
equal "the id is listed" "$dax zone=movable memmap=dram" "$(ids)"
check "unbind" write "$dax" $drivers/dax_pmem/unbind
check "bind" write "$dax" $ours/bind
equal "the driver is dax_kmem" dax_kmem "$(driver_of "$dax")"
equal "the name is forgotten after its one bind" "" "$(ids)"

# namespace of 3968 MiB at a block boundary: the first block has the info block in it
device=$nd/$dax/dax_kmem
equal "size" $((30 * block_size)) "$(cat "$device/size")"
equal "lost" $((block_size - reserve)) "$(cat "$device/lost")"
equal "node" 1 "$(cat "$device/node")"
first=$(($(ns_start "$namespace") + block_size))
equal "range" "$(printf '0x%x-0x%x' $first $((first + 30 * block_size - 1)))" \
	"$(cat "$device/range")"
equal "range is for root only" 400 "$(stat -c %a "$device/range")"
check "/proc/iomem names the driver" grep -q 'System RAM (dax_kmem)' /proc/iomem
equal "kexec would not see it" 0 "$(grep -l "$(printf '0x%x' $first)" /sys/firmware/memmap/*/start \
	2>/dev/null | wc -l)"

equal "nothing is online yet" "$before" "$(mem_total)"
check "every block goes online" set_blocks online_movable "$dax"
check "every block is movable" blocks_are "$dax" online Movable
equal "MemTotal grew by the blocks, to the byte" $((30 * block_size)) $(($(mem_total) - before))
equal "node 1 holds it all" $((30 * block_size)) "$(node_bytes 1)"
check "the memory is real" numa_touch 1 512

check "binding again is no error" write "$dax" $ours/bind
check "naming it again is taken" write "$dax" $ours/new_id
check "and binding once more" write "$dax" $ours/bind
equal "that bind used the name up too" "" "$(ids)"

check "back to device-dax" undo "$dax"
equal "the driver is dax_pmem" dax_pmem "$(driver_of "$dax")"
equal "MemTotal is as before" "$before" "$(mem_total)"
equal "/proc/iomem is as before" "$iomem_before" "$(cat /proc/iomem)"
check "device-dax can be written" dax_pattern write "/dev/$chardev"
check "and read" dax_pattern read "/dev/$chardev"
check "rmmod" rmmod dax_kmem
