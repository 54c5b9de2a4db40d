# SPDX-License-Identifier: GPL-2.0-only
# After boot: taken back by hand, removed, there again; and what other units can wait for.
. $lib/stages/ram.sh
# the one that was put in at the last boot is listed, and this boot does without it
status_is "RAM, and one that is not there" 3
equal "udev has loaded the module, and no unit has run modprobe" no \
	"$(systemctl show -P ConditionResult dax-kmem-modules.service)"
dev=$(device_of "$ram")
unit=dax-kmem@$dev.service
equal "its unit is active" active "$(systemctl is-active "$unit")"
check "detach" dax-kmem detach "$ram"
udevadm settle
udevadm trigger --settle --subsystem-match=nd
check "what was taken back by hand stays so" is_devdax "$ram"
echo plug >&3
wait_for "an NVDIMM that is put in becomes RAM" is_ram "$later"
check_ram "$later"
check "detach the one put in" dax-kmem detach "$later"
check "disable the one put in" dax-kmem disable "$later"
ndctl disable-namespace namespace0.0 > /dev/null
wait_for "the unit ends with its device" sh -c "[ \$(systemctl is-active $unit) = inactive ]"
ndctl enable-namespace namespace0.0 > /dev/null
wait_for "a device that appears later becomes RAM" is_ram "$ram"
check_ram "$ram"
check "detach again" dax-kmem detach "$ram"
check "the module is unloaded" modprobe -r dax_kmem
check "its unit is started by hand" systemctl restart "$unit"
check "and has the module loaded" is_ram "$ram"
check "detach a third time" dax-kmem detach "$ram"
# a process of another user has it mapped, and no longer open
chmod 666 /dev/dax*
mkfifo /tmp/hold
setpriv --reuid=65534 --clear-groups $lib/dax_pattern hold "/dev/$(field "$ram" chardev)" \
	< /tmp/hold > /tmp/held &
exec 9> /tmp/hold
wait_for "the device is mapped" grep -q mapped /tmp/held
systemctl restart "$unit"
check "a device that is in use is left" is_devdax "$ram"
says "and who uses it is said" "(dax_pattern)"
equal "its unit has failed" "$unit" "$(failed_units)"
for n in 1 2 3 4 5; do
	systemctl restart "$unit"
done
check "it is not tried without end" sh -c \
	"journalctl -b -u '$unit' -o cat --no-pager | grep -q 'Start request repeated too quickly'"
equal "by a limit of its own" "1h 5" \
	"$(systemctl show -P StartLimitIntervalUSec "$unit") $(systemctl show -P StartLimitBurst "$unit")"
exec 9>&-
wait
check "dax-kmem.target" systemctl start dax-kmem.target
check "brings all of it up, too" is_ram "$ram"
configure "[a]\nuuid = 11111111-2222-3333-4444-555555555555"
check "auto for all, with a UUID that is nobody's" dax-kmem auto
equal "says so" 1 "$(dax-kmem auto 2>&1 | grep -c "dax-kmem.conf:1: no instance of this machine has the UUID 11111111")"
configure ""
check "enable again" dax-kmem enable "$ram"
status_is "RAM" 0
check "the stock rule and unit of daxctl are there" ls /lib/udev/rules.d/90-daxctl-device.rules
