# SPDX-License-Identifier: GPL-2.0-only
# runs: once
# boots: 2
# nvdimm: 2G
# cmdline: iomem=relaxed
# The namespace survives being RAM: same UUID, same info block, still device-dax.
load_pmem
if [ "$BOOT" = 1 ]; then
	make_devdax
	save uuid "$uuid"
	save info "$(info_sum)"
	save label "$(label_sum)"
	modprobe dax_kmem
	check "dance" dance_online "$dax"
	# 1792 MiB: all of it but less than half a block, so that the lowest block is written too. 6.1
	# keeps up to 26 MiB of it free, its share of khugepaged's reserve; a debug kernel keeps more.
	fill=1728
	[ ! -e /sys/kernel/debug/kmemleak ] || fill=1400
	check "fill the RAM" numa_touch 1 $fill
else
	find_devdax
	namespace=$(cat "$nd/$dax/namespace")
	equal "the same UUID is there" "$uuid" "$(cat "$nd/$dax/uuid")"
	equal "it is device-dax" dax_pmem "$(driver_of "$dax")"
	equal "info block" "$info" "$(info_sum)"
	equal "labels" "$label" "$(label_sum)"
	check "device-dax works" dax_pattern write "/dev/$chardev"
	check "and reads back" dax_pattern read "/dev/$chardev"
	exits 0 "attach, by the same UUID" dax-kmem attach "$uuid"
fi
