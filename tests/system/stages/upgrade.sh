# SPDX-License-Identifier: GPL-2.0-only
# The same on the next kernel; and then no more.
. $lib/stages/ram.sh
status_is "RAM, on the next kernel" 0
wait_for "a unit that waits for dax-kmem.target" test -s /run/dkm-after
# shellcheck disable=SC2016 # awk's own words
check "a unit that waits for dax-kmem.target finds the memory" awk '{ exit $2 < 3600000 }' /run/dkm-after
check "dax-kmem disable" dax-kmem disable "$ram"
check "nothing is left of the configuration" test ! -e $conf
