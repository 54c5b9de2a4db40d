# SPDX-License-Identifier: GPL-2.0-only
# The same on the next kernel; and then no more.
. $lib/stages/ram.sh
check "dax-kmem disable" dax-kmem disable "$ram"
check "nothing is left of the configuration" test ! -e $conf
