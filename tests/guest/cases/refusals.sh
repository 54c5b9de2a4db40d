# SPDX-License-Identifier: GPL-2.0-only
# runs: once
# cmdline: iomem=relaxed
# Wrong things: the right errno, the right exit code, one clear line, nothing changed.
load_pmem
make_devdax -s 1G
modprobe dax_kmem
modprobe nd_btt
state() {
	echo "$(driver_of "$dax") $(mem_total) $(cat $ours/ids) $(cat /proc/iomem) $(info_sum)"
}
# the info block can be read while the namespace is busy: iomem=relaxed
before=$(state)
invalid="Invalid argument"
nodev="No such device"

write_fails "new_id: a name there is not" dax9.9 $ours/new_id "$nodev"
write_fails "new_id: a seed" "$(basename "$(ls -d $nd/dax0.* | tail -n 1)")" $ours/new_id "$nodev"
write_fails "new_id: a pfn name" pfn0.0 $ours/new_id "$invalid"
write_fails "new_id: a btt name" btt0.0 $ours/new_id "$invalid"
write_fails "new_id: empty" "" $ours/new_id "$invalid"
write_fails "new_id: garbage" "rm -rf /" $ours/new_id "$invalid"
write_fails "new_id: a negative number" dax-1.0 $ours/new_id "$invalid"
write_fails "new_id: a path" "../../dax0.0" $ours/new_id "$invalid"
write_fails "new_id: the nil UUID" 00000000-0000-0000-0000-000000000000 $ours/new_id "$invalid"
write_fails "new_id: half a UUID" "${uuid%-*}" $ours/new_id "$invalid"
write_fails "new_id: something behind a UUID" "${uuid}x" $ours/new_id "$invalid"
write_fails "new_id: an unknown option" "$uuid colour=blue" $ours/new_id "$invalid"
write_fails "new_id: a node that is no number" "$uuid node=-1" $ours/new_id "$invalid"
write_fails "new_id: a zone there is not" "$uuid zone=dma" $ours/new_id "$invalid"
write_fails "new_id: a memmap there is not" "$uuid memmap=disk" $ours/new_id "$invalid"
write_fails "new_id: oversized" "$(head -c 3000 /dev/zero | tr '\0' a)" $ours/new_id "Argument list too long"
check "there is a pfn device" test -e $nd/pfn0.0
write_fails "bind: a pfn name" pfn0.0 $ours/bind "$nodev"
write_fails "bind: a name there is not" dax9.9 $ours/bind "$nodev"
write_fails "bind: oversized" "$(head -c 3000 /dev/zero | tr '\0' a)" $ours/bind "$nodev"
write_fails "unbind: what is not ours" "$dax" $ours/unbind "$nodev"
check "an unknown UUID may be listed" write 11111111-2222-3333-4444-555555555555 $ours/new_id
write 11111111-2222-3333-4444-555555555555 $ours/remove_id
equal "nothing changed" "$before" "$(state)"

# the list is bounded
for n in $(seq 40); do
	write "$(printf '11111111-2222-3333-4444-%012d' "$n")" $ours/new_id
done
equal "the list is full at 32" 32 "$(wc -l < $ours/ids)"
equal "and says so" "No space left on device" "$errno"
for n in $(seq 32); do
	write "$(printf '11111111-2222-3333-4444-%012d' "$n")" $ours/remove_id
done
equal "nothing changed by that either" "$before" "$(state)"

# a node that cannot exist: the core would WARN
echo "$uuid node=15" > $ours/new_id
echo "$dax" > $drivers/dax_pmem/unbind
write_fails "bind: a node that cannot exist" "$dax" $ours/bind "$invalid"
check "one line says why" sh -c "dmesg | grep -q 'NUMA node 15 cannot exist'"
echo "$uuid" > $ours/remove_id
echo "$dax" > $drivers/dax_pmem/bind
equal "nothing changed by that" "$before" "$(state)"

# a page array on pmem, where the kernel was not started for it
echo "$uuid memmap=pmem" > $ours/new_id
echo "$dax" > $drivers/dax_pmem/unbind
write_fails "bind: memmap=pmem without memory_hotplug.memmap_on_memory" "$dax" $ours/bind "$invalid"
check "one line says what is missing" sh -c "dmesg | grep -q 'memory_hotplug.memmap_on_memory'"
echo "$uuid" > $ours/remove_id
echo "$dax" > $drivers/dax_pmem/bind
equal "nothing changed by that either" "$before" "$(state)"

# the helper
exits 2 "helper: no command" dax-kmem
exits 2 "helper: an unknown option" dax-kmem attach --colour "$uuid"
exits 2 "helper: no TARGET" dax-kmem attach garbage
exits 3 "helper: an unknown UUID" dax-kmem attach 11111111-2222-3333-4444-555555555555
exits 3 "helper: an unknown name" dax-kmem attach dax9.9
exits 7 "helper: a node that cannot exist" dax-kmem attach --node 15 "$uuid"
equal "helper: one line says it" 1 "$(echo "$said" | wc -l)"
mkfifo /tmp/hold
dax_pattern hold "/dev/$chardev" < /tmp/hold > /tmp/held &
exec 9> /tmp/hold
wait_for "the device to be mapped" grep -q mapped /tmp/held
exits 5 "helper: a device that is mapped" dax-kmem attach "$uuid"
check "helper: it names the process" test "${said#*dax_pattern}" != "$said"
equal "nothing changed by the helper" "$before" "$(state)"
exec 9>&-
wait

# the module: refused before anything is done, by plan as by attach
rmmod dax_kmem
mkdir -p /etc/modprobe.d
echo "blacklist dax_kmem" > /etc/modprobe.d/black.conf
exits 8 "helper: plan, with the module blacklisted" dax-kmem plan "$uuid"
check "helper: plan says so" test "${said#*blacklisted in /etc/modprobe.d/black.conf:1}" != "$said"
exits 8 "helper: attach, with the module blacklisted" dax-kmem attach "$uuid"
echo "install dax_kmem /bin/false" > /etc/modprobe.d/black.conf
exits 8 "helper: plan, with an install command instead of the module" dax-kmem plan "$uuid"
check "helper: plan names the file and the command" \
	test "${said#*install*/etc/modprobe.d/black.conf:1*/bin/false}" != "$said"
exits 8 "helper: attach, with an install command instead of the module" dax-kmem attach "$uuid"
check "helper: attach has not loaded it" test ! -e /sys/module/dax_kmem
rm /etc/modprobe.d/black.conf
exits 0 "helper: plan, with the module not loaded" dax-kmem plan "$uuid"
check "helper: plan has not loaded it" test ! -e /sys/module/dax_kmem
echo "options dax_kmem ids=garbage" > /etc/modprobe.d/options.conf
exits 8 "helper: attach, with options that the module refuses" dax-kmem attach "$uuid"
check "helper: it says where they are" test "${said#*mend /etc/modprobe.d}" != "$said"
rm /etc/modprobe.d/options.conf
mv "/lib/modules/$(uname -r)/updates" /tmp/
/sbin/depmod
exits 8 "helper: plan, without the module" dax-kmem plan "$uuid"
check "helper: plan says for which kernel" test "${said#*no such module for kernel "$(uname -r)"}" != "$said"
equal "dax_pmem has kept it" dax_pmem "$(driver_of "$dax")"

# the namespace in other modes
for mode in fsdax sector raw; do
	ndctl create-namespace -f -e "$namespace" -m $mode > /tmp/namespace.json
	namespace=$(json dev /tmp/namespace.json)
	exits 3 "helper: plan of a namespace in $mode mode" dax-kmem plan "$namespace"
	check "helper: plan names mode, block device and cure" test \
		"${said#*"$namespace is in $mode mode, as" /dev/pmem*create-namespace -f -e "$namespace" -m devdax*destroys}" != "$said"
	[ $mode = raw ] || exits 3 "helper: plan of its UUID" dax-kmem plan "$(json uuid /tmp/namespace.json | head -n 1)"
	check "helper: plan names it" test "${said#*"$namespace is in $mode mode"}" != "$said"
done
ndctl disable-namespace "$namespace"
exits 3 "helper: plan of a namespace that is disabled" dax-kmem plan "$namespace"
check "helper: plan says how to enable it" test "${said#*ndctl enable-namespace "$namespace"}" != "$said"
