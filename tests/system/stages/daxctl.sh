# SPDX-License-Identifier: GPL-2.0-only
# The peer, in the same image: how long it takes. Whether it does is its own affair.
if wait_for_quietly test -e /run/dkm-online; then
	echo "# $(uname -r): RAM online $(cat /run/dkm-online) s after power-on, by daxctl and kmem" >&3
else
	echo "# $(uname -r): daxctl and kmem have not brought it online in a minute" >&3
fi
check "purged: it is not ours" test "$(driver_of "$ram")" != dax_kmem
check "purged: no module of ours is loaded" test ! -e /sys/module/dax_kmem
