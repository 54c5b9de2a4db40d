# SPDX-License-Identifier: GPL-2.0-only
# For "make bench": whoever has to bring the memory does it in time.
for minute in 1 2 3; do
	wait_until test -e /run/dkm-online && break
done
check "the memory is online" test -e /run/dkm-online
# what took how long, for who wants to know why
journalctl -b -o short-monotonic --no-pager > /dev/ttyS0
