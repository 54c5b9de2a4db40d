# SPDX-License-Identifier: GPL-2.0-only
# runs: oldest-kernel newest-kernel
# One device is kept locked by the kernel, and somebody wants it bound: that keeps nobody who works on
# another one, and a signal ends the waiting.
load_pmem
make_devdax -s 384M
modprobe dax_kmem
ram=$dax
dance_online "$dax"
make_devdax -s 384M
kept=$dax
kept_chardev=$chardev
kept_uuid=$uuid
make_devdax -s 384M
free=$dax
free_uuid=$uuid
write "$free" $drivers/dax_pmem/unbind

hold() {	# WHAT OF-WHAT
	mkfifo /tmp/hold
	pin_page "$1" "$2" < /tmp/hold > /tmp/held 2>&1 &
	pinner=$!
	exec 9> /tmp/hold
	wait_for "the page to be held" grep -q pinned /tmp/held
}
state() {	# PROCESS
	sed 's/.*) \(.\).*/\1/' "/proc/$1/stat"
}
waits() {	# PROCESS STATE
	[ "$(state "$1")" = "$2" ]
}
ended() {	# PROCESS
	[ ! -e "/proc/$1" ] || waits "$1" Z
}
# 5.10 waits for a page of device-dax that is in a pipe. Later kernels only wait for memory hot-plug,
# which is kept by a block that cannot go offline; then nothing can become RAM before that ends.
case $(uname -r) in
5.10.*) hold dax "/dev/$kept_chardev" ;;
*)
	hold node 1
	for n in $(block_list "$ram"); do
		(exec 9>&-; echo offline > $blocks/memory"$n"/state) &
		pinner="$pinner $!"
	done
	wait_for "the block with the page to be on its way" sh -c "dmesg | grep -q 'migrating pfn'"
	;;
esac
echo "$kept" > $ours/new_id
(exec 9>&-; echo "$kept" > $drivers/dax_pmem/unbind) &
unbinder=$!
wait_for "the device to be kept" waits $unbinder D
(exec 9>&-; echo "$kept" > $ours/bind) 2> /tmp/kept &
binder=$!
wait_for "its bind to wait" waits $binder S

in_time() {	# DESCRIPTION ERRNO-TEXT FILE: writing the free one's name there ends, and so
	rm -f /tmp/errno
	(exec 9>&-; write "$free" "$3"; echo "$errno" > /tmp/errno.new; mv /tmp/errno.new /tmp/errno) &
	wait_for "$1" test -e /tmp/errno
	equal "$1" "$2" "$(cat /tmp/errno)"
}
in_time "meanwhile: another device that nobody asked for is refused" "No such device" $ours/bind
in_time "meanwhile: unbind of what is not ours too" "No such device" $ours/unbind
in_time "meanwhile: another one is asked for" "" $ours/new_id
case $(uname -r) in
5.10.*)
	in_time "meanwhile: bind" "" $ours/bind
	equal "meanwhile: it is ours" dax_kmem "$(driver_of "$free")"
	check "meanwhile: it goes online" set_blocks online_movable "$free"
	check "meanwhile: and offline" set_blocks offline "$free"
	in_time "meanwhile: unbind" "" $ours/unbind
	write "$free" $ours/new_id
	;;
*)	skip "meanwhile: another one becomes RAM" \
		"this kernel cannot be kept with one device: memory hot-plug waits with it" ;;
esac

# the command: no lock keeps it, and it says which device is kept
runs() {	# CODE DESCRIPTION WORDS...
	code=$1
	description=$2
	shift 2
	exits "$code" "meanwhile: $description" dax-kmem "$@" 9>&-
}
runs 0 "list" list --raw -o device,state
equal "meanwhile: list says which one is kept, and all of the other" "$kept locked
$free unbound" "$(echo "$said" | grep -E "^($free|$kept) " | sort -V)"
runs 0 "plan of another" plan "$free"
runs 10 "plan of the one that is kept" plan "$kept"
check "meanwhile: it is named" sh -c "echo '$said' | grep -q '$kept: $kept_uuid: the kernel keeps'"
runs 0 "enable of another" enable "$free_uuid"
runs 0 "enable of the one that is kept" enable "$kept_uuid"
runs 10 "auto of the one that is kept" auto --timeout 2 "$kept"
case $(uname -r) in
5.10.*)
	runs 10 "auto" auto --timeout 60
	equal "meanwhile: auto attaches the other" dax_kmem "$(driver_of "$free")"
	runs 0 "detach of another" detach "$free"
	write "$free" $drivers/dax_pmem/unbind
	write "$free" $ours/new_id
	;;
*) skip "meanwhile: auto attaches the other" "this kernel cannot be kept with one device" ;;
esac
runs 0 "disable of another" disable "$free_uuid"
runs 0 "disable of the one that is kept" disable "$kept_uuid"

kill $binder
wait_for "the bind that waits to end by a signal" ended $binder
check "a signal ends the bind that waits" ended $binder

exec 9>&-
# shellcheck disable=SC2086 # numbers
wait $pinner $unbinder
check "bind of what was kept" write "$kept" $ours/bind
check "bind of the other" write "$free" $ours/bind
for dax in $kept $free $ram; do
	check "$dax goes online" set_blocks online_movable "$dax"
done
check "the memory is real" numa_touch 1 256
for dax in $kept $free $ram; do
	check "$dax: the way back" undo "$dax"
done
