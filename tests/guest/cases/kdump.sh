# SPDX-License-Identifier: GPL-2.0-only
# runs: newest-kernel
# not-on: *-dkm-debug a debug kernel does not fit in what is reserved for a capture kernel
# memory: 2048
# nvdimm: 1G
# seconds: 300
# cmdline: crashkernel=384M
# capture: yes
# expects: Kernel panic - not syncing: sysrq triggered crash
# The one boot of this case is two kernels: the first one crashes, and the second one is there to dump
# the memory of the first, pmem that is RAM included. So nothing of ours takes that there, whatever
# the configuration says.
if ! grep -q dax_kmem_test.range= /proc/cmdline; then
	load_pmem
	make_devdax
	modprobe dax_kmem
	dance_online "$dax"
	console=$(sed 's/.*\(console=[^ ]*\).*/\1/' /proc/cmdline)
	crash_kexec /test/vmlinuz /test/initrd "$console panic=-1 panic_on_warn=1 oops=panic \
nr_cpus=1 reset_devices dax_kmem_test.uuid=$uuid dax_kmem_test.range=$(cat $nd/"$dax"/dax_kmem/range)" &&
		echo c > /proc/sysrq-trigger
	# not reached
	result "not ok" "a capture kernel is loaded, and the kernel crashes"
	return 0
fi

word() {	# NAME: of the command line
	sed -n "s/.*dax_kmem_test.$1=\([^ ]*\).*/\1/p" /proc/cmdline
}
uuid=$(word uuid)
range=$(word range)
all=$(($((${range#*-} + 1 - ${range%-*})) >> 21))
check "there is something to dump" test -e /proc/vmcore
equal "the memory of the pmem is in it" "$all of $all" "$(vmcore_pages "$range")"

# as an initramfs would do it that has the list
check "the module loads with ids=" modprobe dax_kmem ids="$uuid"
equal "and lists none" "" "$(ids)"
check "the log says why" sh -c "dmesg | grep -q 'ids= is ignored, as that memory is to be dumped'"
load_pmem
find_devdax
equal "the device is dax_pmem's" dax_pmem "$(driver_of "$dax")"

mkdir -p /etc/dax-kmem.conf.d
printf '[ram]\nuuid = %s\n' "$uuid" > /etc/dax-kmem.conf
dax-kmem auto > /tmp/auto 2>&1
sed 's/^/# auto says: /' /tmp/auto >&3
equal "the device is dax_pmem's still" dax_pmem "$(driver_of "$dax")"
equal "all of the memory can be read" "$all of $all" "$(vmcore_pages "$range")"
