# SPDX-License-Identifier: GPL-2.0-only
# enable and disable of several targets, and with --now.
u=$(uuid_of 0)
v=$(uuid_of 1)

listed() {	# the names of the files that enable has written
	ls -A "$root/etc/dax-kmem.conf.d" 2> /dev/null | tr '\n' ' '
}

several() {
	two_devdax
	runs 0 "enable of two" enable --zone kernel dax0.0 namespace1.0
	equal "enable of two: both are listed" "$u.conf $v.conf " "$(listed)"
	equal "enable of two: with the same options" 2 \
		"$(cat "$root"/etc/dax-kmem.conf.d/*.conf | grep -c '^zone = kernel')"
	runs 3 "disable of two, and one that is not there" disable dax0.0 "$(uuid_of 7)" dax1.0
	equal "disable of two, and one that is not there: the two are gone" "" "$(listed)"
	runs 3 "enable of two, and one that is not there" enable dax0.0 "$(uuid_of 7)" dax1.0
	equal "enable of two, and one that is not there: the two are listed" "$u.conf $v.conf " "$(listed)"
	runs 0 "enable --early of two" enable --early dax0.0 dax1.0
	equal "enable --early of two: modprobe is told of both" "options dax_kmem ids=\"$u,$v\"" \
		"$(grep options "$root/etc/modprobe.d/dax-kmem-early.conf")"
	runs 0 "disable of one that is early" disable dax0.0
	equal "disable of one that is early: modprobe is told of the other" "options dax_kmem ids=\"$v\"" \
		"$(grep options "$root/etc/modprobe.d/dax-kmem-early.conf")"
}

at_once() {
	two_devdax
	acts 0 "enable --now of two" enable --now --zone kernel dax0.0 dax1.0
	equal "enable --now of two: both are RAM" "dax_kmem dax_kmem" "$(driver_of 0) $(driver_of 1)"
	equal "enable --now of two: as asked" 8 "$(count_blocks online Normal)"
	equal "enable --now of two: both are listed" "$u.conf $v.conf " "$(listed)"
	acts 0 "enable --now again" enable --now dax0.0
	equal "enable --now again: its zone is the one that is listed" 8 "$(count_blocks online Normal)"
	acts 0 "enable --now with another zone" enable --now --zone movable dax0.0
	equal "enable --now with another zone: it is moved" 4 "$(count_blocks online Movable)"
	equal "enable --now with another zone: that is listed" 1 \
		"$(grep -c '^zone = movable' "$root/etc/dax-kmem.conf.d/$u.conf")"
	acts 0 "disable --now" disable --now dax0.0
	equal "disable --now: it is device-dax, and the other one is RAM" "dax_pmem dax_kmem" \
		"$(driver_of 0) $(driver_of 1)"
	equal "disable --now: the other one is listed" "$v.conf " "$(listed)"
	acts 0 "disable --now of what is neither listed nor RAM" disable --now dax0.0
	rm -r "${root:?}/$nd/dax1.0"
	acts 0 "disable --now of what is gone" disable --now "$v"
	equal "disable --now of what is gone: nothing is listed" "" "$(listed)"
}

with_listed_options() {
	two_devdax
	put etc/dax-kmem.conf "[fleet]
name = ram
zone = kernel"
	acts 0 "enable --now of what a name lists with options" enable --now --memmap dram dax0.0
	equal "enable --now of what a name lists with options: they count" 4 "$(count_blocks online Normal)"
	equal "enable --now of what a name lists with options: they are its own now" "uuid = $u
zone = kernel
memmap = dram" "$(grep = "$root/etc/dax-kmem.conf.d/$u.conf")"
	acts 0 "disable --now of what a name lists, too" disable --now dax0.0
	says "disable --now of what a name lists, too: it says so" "etc/dax-kmem.conf:1 still lists it"
	equal "disable --now of what a name lists, too: device-dax now" dax_pmem "$(driver_of 0)"
}

# neither attached nor listed
refused() {
	two_devdax
	before=$(snapshot)
	for words in "--node 9" "--node 9 --early" "--memmap pmem"; do
		# shellcheck disable=SC2086 # words
		acts 7 "enable --now $words" enable --now $words dax0.0
		rm -f "$root"/count* "$root/log"
		equal "enable --now $words: nothing is written" "$before" "$(snapshot)"
	done
	acts 7 "enable --now of one that cannot be, and another" enable --now --node 9 dax0.0 dax1.0
	equal "enable --now of one that cannot be: nothing is listed" "" "$(listed)"
	FAKE_FAIL="dax_kmem/bind:12" acts 6 "enable --now, and the attach fails" enable --now dax0.0
	says "enable --now, and the attach fails: it says so" "dax0.0: not enabled"
	equal "enable --now, and the attach fails: nothing is listed" "" "$(listed)"
	equal "enable --now, and the attach fails: device-dax" dax_pmem "$(driver_of 0)"
	runs 0 "enable, for now" enable dax0.0
	acts 0 "attach, to be detached" attach dax0.0
	FAKE_FAIL=memory36/state:16 acts 6 "disable --now, and a block is busy" disable --now dax0.0
	equal "disable --now, and a block is busy: it is not listed" "" "$(listed)"
	equal "disable --now, and a block is busy: still RAM" dax_kmem "$(driver_of 0)"
	put etc/dax-kmem.conf "[by hand]
uuid = $u"
	acts 2 "disable --now of what was listed by hand" disable --now dax0.0
	equal "disable --now of what was listed by hand: still RAM" dax_kmem "$(driver_of 0)"
}

# what plan finds is said, whatever is then written
node_that_cannot_be() {
	unlisted
	runs 0 "enable, an impossible node" enable --node 9 dax0.0
	says "enable, an impossible node: it says so" "NUMA node 9 cannot exist on this machine; choose one of 0-3"
	runs 0 "enable of what is listed with an impossible node" enable dax0.0
	says "enable of what is listed with an impossible node: it says so" "NUMA node 9 cannot exist on this machine"
}

several
at_once
with_listed_options
refused
node_that_cannot_be
