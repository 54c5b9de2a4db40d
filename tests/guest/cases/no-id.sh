# SPDX-License-Identifier: GPL-2.0-only
# runs: once
# seconds: 400
# With nothing asked for, dax_pmem keeps its device whatever the load order, and nothing multiplies.
load_pmem
make_devdax
modules="dax_pmem device_dax kmem dax_kmem"
unload() {
	for module in kmem device_dax dax_pmem dax_kmem; do
		! grep -q "^$module " /proc/modules || rmmod $module || return 1
	done
}
devices() {
	ls $nd
}
seeds=$(devices)

bad=
orders=0
for a in $modules; do for b in $modules; do for c in $modules; do for d in $modules; do
	[ "$(printf '%s\n' $a $b $c $d | sort -u | wc -l)" = 4 ] || continue
	unload
	for module in $a $b $c $d; do
		modprobe $module || bad="$bad [no $module]"
	done
	orders=$((orders + 1))
	[ "$(driver_of "$dax")" = dax_pmem ] && [ "$(driver_of "$dax/$chardev")" = device_dax ] &&
		[ "$(devices)" = "$seeds" ] || bad="$bad [$a $b $c $d: $(driver_of "$dax") $(devices)]"
done; done; done; done
equal "load orders tried" 24 $orders
equal "dax_pmem has the device after every order" "" "$bad"

unload
modprobe dax_kmem
modprobe dax_pmem
modprobe device_dax
for n in $(seq 100); do
	write "$dax" $ours/bind
done
write_fails "bind does not take what dax_pmem has" "$dax" $ours/bind "Device or resource busy"
echo "$dax" > $drivers/dax_pmem/unbind
write_fails "bind does not take what was not asked for" "$dax" $ours/bind "No such device"
equal "nobody has it" "" "$(driver_of "$dax")"
echo "$dax" > $drivers/dax_pmem/bind
equal "no device multiplied in 100 binds" "$seeds" "$(devices)"

ndctl destroy-namespace -f all > /dev/null 2>&1
make_devdax
equal "a namespace made meanwhile goes to dax_pmem" dax_pmem "$(driver_of "$dax")"
equal "no module alias makes udev load us" "" "$(modinfo -F alias dax_kmem)"
equal "no probe is logged as failed" 0 "$(dmesg | grep -c 'probe.*failed with error')"
