# SPDX-License-Identifier: GPL-2.0-only
# What stops an attach now is said; what is unsuitable is not enabled with --early.
little_dram() {
	unlisted
	available 1024
	put sys/power/resume 254:2
	runs 7 "enable --early, too little DRAM" enable --early dax0.0
	says "enable --early, too little DRAM: it says so" "dax-kmem: $u: its page array takes 8 MiB of DRAM and 1 MiB are available"
	says "enable --early, too little DRAM: not enabled" "dax0.0: not enabled"
	equal "enable --early, too little DRAM: nothing is written" "" \
		"$(ls -A "$root/etc/dax-kmem.conf.d" "$root/etc/modprobe.d" 2> /dev/null | grep -v :)"
	runs 7 "enable --early, an impossible node" enable --early --node 9 --memmap dram dax0.0
	runs 0 "enable, too little DRAM" enable dax0.0
	says "enable, too little DRAM: a warning" "dax-kmem: $u: its page array takes 8 MiB of DRAM and 1 MiB are available"
	says "enable: hibernation" "dax-kmem: this machine is set up to hibernate, which dax_kmem refuses while this is RAM"
	before=$(cat "$own")
	runs 7 "enable --early of what is listed, too little DRAM" enable --early dax0.0
	says "enable --early of what is listed, too little DRAM: it says so" "dax0.0: enabled as before"
	equal "enable --early of what is listed, too little DRAM: the file is as it was" "$before" "$(cat "$own")"
	echo "early = yes" >> "$own"
	runs 7 "enable of what is early by hand, too little DRAM" enable dax0.0
	says "enable of what is early by hand, too little DRAM: it says so" "its page array takes 8 MiB of DRAM and 1 MiB are available"
	put sys/module/memory_hotplug/parameters/memmap_on_memory Y
	runs 7 "enable of what is early by hand: it is listed without memmap = pmem" enable dax0.0
	equal "enable of what is early by hand, too little DRAM: modprobe is not told" "" \
		"$(ls -A "$root/etc/modprobe.d" 2> /dev/null)"
	put sys/module/memory_hotplug/parameters/memmap_on_memory Y
	runs 0 "enable --early, and the page array goes on the pmem" enable --early dax0.0
	equal "enable --early, and the page array goes on the pmem: modprobe knows" 1 \
		"$(grep -c "ids=\"$u memmap=pmem\"" "$root/etc/modprobe.d/dax-kmem-early.conf")"
	runs 0 "disable it, too little DRAM" disable dax0.0
}

# what it is now is not what is asked for at boot
page_array_on_pmem() {
	unlisted
	put sys/module/memory_hotplug/parameters/memmap_on_memory Y
	acts 0 "attach, the page array on the pmem" attach --memmap pmem dax0.0
	runs 0 "enable --early --memmap dram, and it is on the pmem now" enable --early --memmap dram dax0.0
	equal "enable --early --memmap dram, and it is on the pmem now: dram is listed" 1 \
		"$(grep -c "^memmap = dram$" "$own")"
	runs 0 "disable it, dram" disable dax0.0
}

others_ram() {
	unlisted
	instance 5 dax_pmem 0x800200000 1071644672
	chardev 5 kmem
	runs 0 "enable --early, held by another driver" enable --early dax5.0
	says "enable --early, held by another driver: a warning" "$(uuid_of 5): it is RAM already, by the in-tree kmem driver"
	runs 0 "disable it, held by another driver" disable dax5.0
}

little_dram
page_array_on_pmem
others_ram
