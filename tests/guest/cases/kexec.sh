# SPDX-License-Identifier: GPL-2.0-only
# runs: newest-kernel
# memory: 2048
# nvdimm: 1G
# seconds: 300
# capture: yes
# The one boot of this case is two kernels: the first one starts the second by kexec while pmem is RAM and
# in use. The second one does not take that for its own memory, and attaches it as after any other boot.
if ! grep -q dax_kmem_test.uuid= /proc/cmdline; then
	load_pmem
	make_devdax
	modprobe dax_kmem
	dance_online "$dax"
	numa_touch 1 256 > /dev/null && crash_kexec /test/vmlinuz /test/initrd \
		"$(cat /proc/cmdline) dax_kmem_test.total=$(mem_total) dax_kmem_test.uuid=$uuid" boot
	# not reached
	result "not ok" "the second kernel is started"
	return 0
fi
word() {	# NAME: of the command line
	sed -n "s/.*dax_kmem_test.$1=\([^ ]*\).*/\1/p" /proc/cmdline
}
uuid=$(word uuid)
refused "the second kernel has no RAM of ours" grep -q 'System RAM (' /proc/iomem
load_pmem
find_devdax
equal "the device is dax_pmem's" dax_pmem "$(driver_of "$dax")"
exits 0 "enable" dax-kmem enable "$uuid"
exits 0 "auto" dax-kmem auto
check "its memory is online in zone movable" blocks_are "$dax" online Movable
check "there is as much memory as before, but for what the kernels take for themselves" \
	test $(($(mem_total) - $(word total))) -gt -67108864
