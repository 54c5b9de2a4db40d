# SPDX-License-Identifier: GPL-2.0-only
# enable --early: what modprobe is told. The memory is RAM all the while.
ram_unlisted() {
	unlisted
	acts 0 "attach" attach dax0.0
	modprobe=$root/etc/modprobe.d/dax-kmem-early.conf
}

options_for_modprobe() {
	ram_unlisted
	runs 0 "enable, not yet early" enable "$u"
	equal "enable: nothing for modprobe" "" "$(ls "$modprobe" 2> /dev/null)"
	runs 0 "enable --early" enable --early --zone kernel --memmap pmem --node 2 "$u"
	equal "enable --early: the file for modprobe" "softdep dax_pmem pre: dax_kmem
softdep dax_pmem_compat pre: dax_kmem
options dax_kmem ids=\"$u zone=kernel memmap=pmem node=2\"" "$(grep -v '^#' "$modprobe")"
	says "enable --early: the initramfs is mentioned" "update-initramfs -u"
	put etc/dax-kmem.conf "[another]
uuid = $(uuid_of 7)
early = yes
[not this one]
uuid = $(uuid_of 8)
early = no"
	runs 0 "enable --early beside another" enable --early --node auto "$u"
	equal "enable --early beside another: both" \
		"options dax_kmem ids=\"$(uuid_of 7),$u zone=kernel memmap=pmem\"" \
		"$(grep options "$modprobe")"
	runs 0 "disable, no longer early" disable "$u"
	runs 0 "enable, no longer early" enable --zone movable "$u"
	equal "enable, no longer early: the other one stays" "options dax_kmem ids=\"$(uuid_of 7)\"" \
		"$(grep options "$modprobe")"
}

too_many() {
	ram_unlisted
	put etc/dax-kmem.conf "[another]
uuid = $(uuid_of 7)
early = yes"
	runs 0 "enable beside another that is early" enable "$u"
	for n in $(seq 10 40); do
		printf '[%s]\nuuid = %s\nearly = yes\n' "$n" "$(uuid_of "$n")"
	done > "$root/etc/dax-kmem.conf"
	rm "$own"
	runs 2 "more than fit in a parameter" enable --early "$u"
	equal "more than fit in a parameter: not enabled" "" "$(ls "$own" 2> /dev/null)"
	says "more than fit in a parameter: where" "etc/dax-kmem.conf:"
	equal "more than fit in a parameter: the file is as it was" "options dax_kmem ids=\"$(uuid_of 7)\"" \
		"$(grep options "$modprobe")"
	mv "$root/etc/dax-kmem.conf" "$root/many"
	runs 0 "enable, not early" enable --zone kernel "$u"
	mv "$root/many" "$root/etc/dax-kmem.conf"
	before=$(cat "$own")
	runs 2 "early, and more than fit in a parameter" enable --early "$u"
	says "early, and more than fit: it says so" "enabled as before"
	equal "early, and more than fit: the section is as it was" "$before" "$(cat "$own")"
	rm "$root/etc/dax-kmem.conf" "$own"
	runs 0 "disable of what is not listed" disable "$u"
	equal "disable of what is not listed mends the file for modprobe" "" "$(ls "$modprobe" 2> /dev/null)"
}

listed_by_name() {
	ram_unlisted
	put etc/dax-kmem.conf "[fleet]
name = ram"
	put $nd/namespace0.0/alt_name ram
	runs 0 "enable --early of what a name lists" enable --early "$u"
	runs 0 "disable of what a name lists, too" disable "$u"
	says "disable of what a name lists, too: it says so" "etc/dax-kmem.conf:1 still lists it"
	rm "$root/etc/dax-kmem.conf"
	runs 0 "enable --early again" enable --early "$u"
	runs 0 "disable, early" disable "$u"
	equal "disable, early: no file for modprobe" "" "$(ls -A "$root/etc/modprobe.d")"
}

early_by_hand() {
	ram_unlisted
	put etc/dax-kmem.conf "[by hand]
uuid = $u
early = yes"
	reads 0 "early by hand: check-config" check-config --sysroot "$root"
	says "early by hand: check-config warns" "dax-kmem-early.conf: does not match the sections"
	runs 0 "early by hand: enable" enable "$u"
	equal "early by hand: modprobe knows" 1 "$(grep -c "ids=\"$u\"" "$modprobe")"
	reads 0 "early by hand: check-config again" check-config --sysroot "$root"
	equal "early by hand: no warning" 0 "$(grep -c "does not match the sections" "$work/err")"
	rm "$root/etc/dax-kmem.conf"
	reads 0 "early no more: check-config" check-config --sysroot "$root"
	says "early no more: check-config warns" "dax-kmem-early.conf: does not match the sections"
	runs 0 "early no more: disable" disable "$u"
	equal "early no more: no file for modprobe" "" "$(ls -A "$root/etc/modprobe.d")"
}

by_hand_in_own_file() {
	ram_unlisted
	runs 0 "early by hand, in the file of its own: enable" enable "$u"
	echo "early = yes" >> "$own"
	reads 0 "early by hand, in the file of its own: check-config" check-config --sysroot "$root"
	says "early by hand, in the file of its own: check-config warns" "does not match the sections"
	runs 0 "early by hand, in the file of its own: enable again" enable "$u"
	equal "early by hand, in the file of its own: modprobe knows" 1 "$(grep -c "ids=\"$u\"" "$modprobe")"
	equal "early by hand, in the file of its own: it has stayed" 1 "$(grep -c "early = yes" "$own")"
	runs 0 "early by hand, in the file of its own: disable" disable "$u"
	equal "disable: no directory is left" 1 "$(ls -A "$root/etc" | wc -l)"
}

# what somebody has written into the file for modprobe is not lost either
others_words_stay() {
	ram_unlisted
	runs 0 "enable --early, and then by hand" enable --early "$u"
	echo "options dax_kmem allow_hibernation=1" >> "$modprobe"
	is=$(cat "$modprobe")
	reads 0 "early, and the file for modprobe has more: check-config" check-config --sysroot "$root"
	equal "early, and the file for modprobe has more: no warning" 0 "$(grep -c "does not match the sections" "$work/err")"
	runs 0 "early, and the file for modprobe has more: nothing to change" enable "$u"
	runs 2 "early, and the file for modprobe has more: disable" disable "$u"
	says "early, and the file for modprobe has more: which file" "$modprobe: it is not as 'dax-kmem enable --early' writes it, or holds more"
	equal "early, and the file for modprobe has more: it is as it was" "$is" "$(cat "$modprobe")"
	runs 2 "early, and the file for modprobe has more: enable" enable --early --zone kernel "$u"
	says "early, and the file for modprobe has more: not enabled" "not enabled"
	equal "early, and the file for modprobe has more: nothing is listed" "" "$(ls -A "$root/etc/dax-kmem.conf.d" 2> /dev/null)"
	sed -i '/ids=/d' "$modprobe"
	runs 0 "the file for modprobe has nothing of ours" enable "$u"
	equal "the file for modprobe has nothing of ours: it stays" 1 "$(grep -c allow_hibernation "$modprobe")"
}

file_for_modprobe_gone() {
	ram_unlisted
	runs 0 "enable, and early by hand" enable "$u"
	echo "early = yes" >> "$own"
	runs 0 "early by hand, and the file for modprobe is there no more" enable "$u"
	sed -i 's/^#.*/# from another version/' "$modprobe"
	reads 0 "early, written by another version" check-config --sysroot "$root"
	equal "early, written by another version: no warning" 0 "$(grep -c "does not match the sections" "$work/err")"
	rm "$modprobe"
	mkdir "$modprobe"
	reads 0 "early, of no use as a file" check-config --sysroot "$root"
	says "early, of no use as a file: check-config says so" "cannot be compared"
}

options_for_modprobe
too_many
listed_by_name
early_by_hand
by_hand_in_own_file
others_words_stay
file_for_modprobe_gone
