# SPDX-License-Identifier: GPL-2.0-only
# The peer, in the same image: how long it takes.
for minute in 1 2 3; do
	wait_until test -e /run/dkm-online && break
done
check "daxctl and kmem have brought it online" test -e /run/dkm-online
check "purged: it is not ours" test "$(driver_of "$ram")" != dax_kmem
check "purged: no module of ours is loaded" test ! -e /sys/module/dax_kmem
