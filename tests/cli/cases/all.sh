# SPDX-License-Identifier: GPL-2.0-only
# The target "all": only where it destroys nothing, and only for who means it.
u=$(uuid_of 0)
v=$(uuid_of 1)

# on a terminal: answers CODE DESCRIPTION ANSWER COMMAND WORDS...
answers() {
	code=$1
	description=$2
	answer=$3
	command=$4
	shift 4
	rm -f "$root"/count* "$root/log"
	rc=0
	(sleep 1; echo "$answer") | ASAN_OPTIONS=verify_asan_link_order=0 script -qec "env FAKE_ROOT=$root \
		LD_PRELOAD=$fake_kernel $helper $command --sysroot $root $*" /dev/null > "$work/out" 2>&1 || rc=$?
	ends "$description" "$code" "$rc"
}

two_ram() {
	two_devdax
	acts 0 "all: attach" attach dax0.0 dax1.0
	instance 2 dax_pmem 0x500200000 671088640
	chardev 2 device_dax
	rm -f "$root"/count* "$root/log"
}

not_for_attach() {
	two_devdax
	for command in attach enable "attach -n" plan; do
		# shellcheck disable=SC2086 # words
		reads 2 "$command all" $command --sysroot "$root" all
		says "$command all: why not" "there is no 'all' for this: name each device, as what is stored in it is lost"
		# shellcheck disable=SC2086 # words
		reads 2 "$command --yes" $command --sysroot "$root" --yes dax0.0
	done
	reads 2 "detach all and another" detach --sysroot "$root" --yes all dax0.0
	says "detach all and another: why not" "detach: the target 'all' stands alone"
}

detach() {
	two_ram
	before=$(snapshot)
	reads 2 "detach all, and nobody to be asked" detach --sysroot "$root" all
	says "detach all, and nobody to be asked: why not" "all: nobody can be asked whether all are meant, as this is no terminal; say so with --yes"
	answers 2 "detach all, no" n detach all
	prints "detach all, no: what was asked" "detach namespace0.0, namespace1.0? [y/N]"
	prints "detach all, no: nothing is done" "all: not confirmed; nothing is done"
	answers 2 "detach all, no answer" "" detach all
	equal "detach all, no: nothing written" "$before" "$(snapshot)"
	reads 0 "detach -n all" detach -n --sysroot "$root" all
	equal "detach -n all: the writes for both" 2 "$(grep -c "write .*dax_kmem/unbind" "$work/out")"
	answers 0 "detach all, yes" y detach all
	equal "detach all, yes: both are device-dax" "dax_pmem dax_pmem" "$(driver_of 0) $(driver_of 1)"
	acts 0 "detach all --yes, and nothing is RAM" detach --yes all
	says "detach all --yes, and nothing is RAM: it says so" "all: nothing is system RAM by dax_kmem; nothing to do"
	answers 0 "detach all, and nothing is RAM: nothing is asked" n detach all
	acts 0 "detach --json all --yes, and nothing is RAM" detach --json --yes all
	prints "detach --json all --yes, and nothing is RAM: a document" '"devices": ['
	acts 0 "all: attach again" attach dax0.0 dax1.0
	FAKE_FAIL=memory36/state:16 acts 6 "detach all, and one is busy" detach -y all
	equal "detach all, and one is busy: the other is device-dax" "dax_kmem dax_pmem" "$(driver_of 0) $(driver_of 1)"
	instance 5 dax_pmem 0x800200000 1071644672
	chardev 5 kmem
	acts 0 "detach all, and another driver has one" detach -y all
	equal "detach all, and another driver has one: ours" "dax_pmem" "$(driver_of 0)"
}

disable() {
	two_ram
	runs 0 "all: enable" enable --early dax0.0
	put usr/lib/dax-kmem.conf.d/50-vendor.conf "[one]
uuid = $v
[by name]
name = ram
[gone]
uuid = $(uuid_of 7)"
	before=$(snapshot)
	reads 2 "disable all, and nobody to be asked" disable --sysroot "$root" all
	answers 2 "disable all, no" n disable all
	equal "disable all, no: nothing written" "$before" "$(snapshot)"
	answers 0 "disable all, yes" yes disable all
	equal "disable all: only the mask is left" "50-vendor.conf" "$(ls -A "$root/etc/dax-kmem.conf.d")"
	equal "disable all: the mask" /dev/null "$(readlink "$root/etc/dax-kmem.conf.d/50-vendor.conf")"
	equal "disable all: modprobe is told" "" "$(ls "$root/etc/modprobe.d")"
	equal "disable all: what is RAM stays so" "dax_kmem dax_kmem" "$(driver_of 0) $(driver_of 1)"
	acts 0 "disable all again" disable --yes all
	rm "$root/etc/dax-kmem.conf.d/50-vendor.conf"
	acts 0 "all: enable once more" enable dax0.0
	acts 0 "disable --now all" disable --now --yes all
	equal "disable --now all: device-dax" "dax_pmem dax_pmem" "$(driver_of 0) $(driver_of 1)"
}

# what was written by hand stays, and so does what has an error
disable_by_hand() {
	two_ram
	runs 0 "all: enable beside what was written by hand" enable dax0.0
	put usr/lib/dax-kmem.conf.d/"$u".conf "[below]
uuid = $(uuid_of 8)"
	put etc/dax-kmem.conf "[by hand]
uuid = $v"
	put usr/lib/dax-kmem.conf.d/50-vendor.conf "[one]
uuid = $(uuid_of 7)
colour = red"
	acts 2 "disable --now all, and some was written by hand" disable --now --yes all
	says "disable all, and some was written by hand: where" "etc/dax-kmem.conf:1: lists it, and not by 'dax-kmem enable'; remove it there"
	says "disable all, and some has an error: where" "all: $root/usr/lib/dax-kmem.conf.d/50-vendor.conf:1, which lists it, has errors"
	equal "disable all, and some was written by hand: the rest is switched off" "$u.conf -> /dev/null" \
		"$(cd "$root/etc/dax-kmem.conf.d" && for file in *; do echo "$file -> $(readlink "$file")"; done)"
	equal "disable --now all, and some was written by hand: that is RAM" "dax_pmem dax_kmem" "$(driver_of 0) $(driver_of 1)"
	rm "$root/etc/dax-kmem.conf.d/$u.conf"
	rm "$root/usr/lib/dax-kmem.conf.d/$u.conf"
	runs 0 "all: enable what a file will uncover" enable dax0.0
	rm "$root/etc/dax-kmem.conf"
	put usr/lib/dax-kmem.conf.d/50-vendor.conf "[one]
uuid = $v"
	put usr/lib/dax-kmem.conf.d/"$u".conf "[below]
uuid = $u"
	runs 0 "disable all, and one uncovers another" disable --yes all
	equal "disable all, and one uncovers another: masks of both" "/dev/null /dev/null" \
		"$(readlink "$root/etc/dax-kmem.conf.d/$u.conf") $(readlink "$root/etc/dax-kmem.conf.d/50-vendor.conf")"
	says "disable all: it says so" "all: nothing is RAM at boot any more"
}

not_for_attach
detach
disable
disable_by_hand
