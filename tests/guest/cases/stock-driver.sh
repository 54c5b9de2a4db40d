# SPDX-License-Identifier: GPL-2.0-only
# runs: once
# The driver that the kernel itself loads for device-dax, which on 5.10 is dax_pmem_compat: taken
# from it, never while somebody uses the device, and given back to it.
home=$(modprobe -R nd:t7 | head -n 1)
load_pmem
make_devdax
case $(uname -r) in
5.10.*) equal "who has it" dax_pmem_compat "$(driver_of "$dax")" ;;
*) equal "who has it" dax_pmem "$(driver_of "$dax")" ;;
esac
check "list knows its character device" sh -c "dax-kmem list --json | grep -q '\"chardev\": \"$chardev\"'"

mkfifo /tmp/hold
dax_pattern hold "/dev/$chardev" < /tmp/hold > /tmp/held &
user=$!
exec 9> /tmp/hold
wait_for "the user" grep -q mapped /tmp/held
exits 5 "mapped: attach is refused" dax-kmem attach "$uuid"
check "mapped: and says by whom" \
	sh -c "echo \"$said\" | grep -q '/dev/$chardev is open or mapped by .*(dax_pattern)'"
equal "mapped: it stays" "$home" "$(driver_of "$dax")"
exec 9>&-
wait $user

exits 0 "attach, by the character device" dax-kmem attach "/dev/$chardev"
check "every block is online" blocks_are "$dax" online Movable
exits 0 "detach" dax-kmem detach "$uuid"
find_devdax
equal "it has it again" "$home" "$(driver_of "$dax")"
check "device-dax works" dax_pattern write "/dev/$chardev"
check "and reads back" dax_pattern read "/dev/$chardev"

# taken early, and not listed any more
exits 0 "rmmod" rmmod dax_kmem
ndctl disable-region all > /dev/null 2>&1
check "its module goes" rmmod "$home"
check "early" modprobe dax_kmem ids="$uuid"
check "its module comes" modprobe "$home"
ndctl enable-region all > /dev/null 2>&1
taken() {
	find_names && [ "$(driver_of "$dax")" = dax_kmem ]
}
wait_for "dax_kmem to take it" taken
exits 0 "auto: nothing lists it" dax-kmem auto "$dax"
find_devdax
equal "it is given back" "$home" "$(driver_of "$dax")"
