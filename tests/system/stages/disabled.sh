# SPDX-License-Identifier: GPL-2.0-only
check "disabled: device-dax again" is_devdax "$ram"
status_is "disabled" 0
equal "disabled: no unit was started" "" \
	"$(systemctl list-units --all --plain --no-legend 'dax-kmem@*' | awk '{ print $1 }')"
configure "[a]\nuuid = 11111111-2222-3333-4444-555555555555"
