# SPDX-License-Identifier: GPL-2.0-only
# Packages come and go while the memory is in use.
check_ram "$ram"
unit=dax-kmem@$(device_of "$ram").service
# the emulator takes a quarter of an hour for one initramfs; the other steps make theirs on the host
echo update_initramfs=no > /etc/initramfs-tools/update-initramfs.conf
started=$(systemctl show -P ActiveEnterTimestampMonotonic "$unit")
bytes=$(field "$ram" ram_bytes)
check "installed again" apt-get -qy install --reinstall --no-install-recommends /debs/dax-kmem_*_amd64.deb
check "installed again: it is still RAM" is_ram "$ram"
equal "installed again: its unit was not started anew" "active $started" \
	"$(systemctl is-active "$unit") $(systemctl show -P ActiveEnterTimestampMonotonic "$unit")"
check "installed again: detach" dax-kmem detach "$ram"
check "installed again: attach" dax-kmem attach "$ram"
check "purge" apt-get -qy purge dax-kmem dax-kmem-dkms
equal "purged: what is in use stays" dax_kmem "$(driver_of "$ram")"
# shellcheck disable=SC2016 # awk's own words
check "purged: all of it" awk -v bytes="$bytes" \
	'/MemTotal/ { found = $4 * 1024 == bytes } END { exit !found }' /sys/devices/system/node/node1/meminfo
equal "purged: no unit file is left" "" "$(systemctl list-unit-files --no-legend 'dax-kmem*')"
equal "purged: no unit failed" "" "$(failed_units)"
