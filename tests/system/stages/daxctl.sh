# SPDX-License-Identifier: GPL-2.0-only
# The peer, in the same image: how long it takes. That it does so is its own affair.
if wait_for "daxctl onlines it" test -e /run/dkm-online; then
	echo "# $(uname -r): RAM online $(cat /run/dkm-online) s after power-on, by daxctl and kmem" >&3
fi
check "daxctl's memory is not ours" test "$(driver_of "$ram")" != dax_kmem
