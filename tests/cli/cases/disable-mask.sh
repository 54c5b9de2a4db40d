# SPDX-License-Identifier: GPL-2.0-only
# disable of what a vendor's file lists: a mask of the same name in /etc.
u=$(uuid_of 0)
v=$(uuid_of 1)
vendor=usr/lib/dax-kmem.conf.d
mask=etc/dax-kmem.conf.d/50-vendor.conf

masked() {	# DESCRIPTION
	equal "$1: the mask" /dev/null "$(readlink "$root/$mask")"
}

by_uuid() {
	for dir in usr/lib run; do
		two_devdax
		put $dir/dax-kmem.conf.d/50-vendor.conf "[vendor]
uuid = $u
early = yes"
		runs 0 "$dir: enable, for modprobe" enable dax0.0
		runs 0 "$dir: disable of what a vendor lists" disable dax0.0
		masked "$dir: disable of what a vendor lists"
		says "$dir: disable of what a vendor lists: how to undo it" \
			"$mask: switches off the files of this name; remove it to switch them on again"
		says "$dir: disable of what a vendor lists: it is not listed" "dax0.0: no RAM at boot any more"
		equal "$dir: disable of what a vendor lists: modprobe is told" "" "$(ls "$root/etc/modprobe.d")"
		equal "$dir: disable of what a vendor lists: the file is as it was" 1 \
			"$(grep -c early "$root/$dir/dax-kmem.conf.d/50-vendor.conf")"
		acts 0 "$dir: auto of what is switched off" auto dax0.0
		acts 0 "$dir: auto for all, of what is switched off" auto
		equal "$dir: auto of what is switched off: device-dax" dax_pmem "$(driver_of 0)"
		reads 0 "$dir: check-config of what is switched off" check-config --sysroot "$root"
		runs 0 "$dir: disable again" disable dax0.0
		runs 0 "$dir: enable again" enable --zone kernel dax0.0
		acts 0 "$dir: auto, once it is enabled again" auto dax0.0
		equal "$dir: auto, once it is enabled again: by the new section" 4 "$(count_blocks online Normal)"
	done
}

by_name() {
	two_devdax
	put $vendor/50-vendor.conf "[fleet]
name = ram"
	reads 2 "disable of one of two that have the name" disable --sysroot "$root" dax0.0
	says "disable of one of two that have the name: what would do it" \
		"50-vendor.conf:1: lists it, and the file lists others, too; 'dax-kmem disable 50-vendor.conf' switches off"
	rm "$root/$nd/namespace1.0/alt_name"
	runs 0 "disable of the only one that has the name" disable dax0.0
	masked "disable of the only one that has the name"
}

with_others() {
	two_devdax
	put $vendor/50-vendor.conf "[one]
uuid = $u
[other]
uuid = $v"
	reads 2 "disable of one of two in a file" disable --sysroot "$root" dax0.0
	says "disable of one of two in a file: what would do it" "'dax-kmem disable 50-vendor.conf' switches off"
	reads 2 "enable with options of what a vendor lists" enable --zone kernel --sysroot "$root" dax0.0
	says "enable with options of what a vendor lists: what would do it" \
		"50-vendor.conf:1: lists it already; copy that file to /etc/dax-kmem.conf.d, which hides it"
	runs 0 "disable of a file" disable 50-vendor.conf
	masked "disable of a file"
	runs 0 "disable of a file that is switched off" disable /usr/lib/dax-kmem.conf.d/50-vendor.conf
	says "disable of a file that is switched off: it says so" "the files of this name are switched off already"
	rm "$root/$mask"
	: > "$root/$mask"
	runs 0 "disable of a file that an empty one switches off" disable 50-vendor.conf
	says "disable of a file that an empty one switches off: it says so" "switched off already"
	rm "$root/$mask"
	put $mask "[mine]
uuid = $v"
	reads 2 "disable of a file that another one hides" disable --sysroot "$root" 50-vendor.conf
	says "disable of a file that another one hides: which" "$mask: there is such a file already, which hides others"
	reads 3 "disable of a file that is not there" disable --sysroot "$root" 60-vendor.conf
	says "disable of a file that is not there: where it would be" \
		"60-vendor.conf: there is no such file in /run/dax-kmem.conf.d or /usr/lib/dax-kmem.conf.d"
	reads 3 "disable of a file elsewhere" disable --sysroot "$root" /etc/dax-kmem.conf.d/50-vendor.conf
	reads 2 "disable --now of a file" disable --sysroot "$root" --now 50-vendor.conf
}

# an error in it is no reason to keep it
with_errors() {
	two_devdax
	put $vendor/50-vendor.conf "[one]
uuid = $u
colour = red"
	reads 2 "disable of what a vendor lists with an error" disable --sysroot "$root" dax0.0
	runs 0 "disable of a file with an error" disable 50-vendor.conf
	masked "disable of a file with an error"
	reads 0 "check-config of a file with an error that is switched off" check-config --sysroot "$root"
	rm "$root/$mask"
	truncate -s 70000 "$root/etc/dax-kmem.conf"
	runs 2 "disable of a file beside one that cannot be read" disable 50-vendor.conf
	masked "disable of a file beside one that cannot be read"
	says "disable of a file beside one that cannot be read: which" \
		"etc/dax-kmem.conf: it is larger than 64 KiB"
	says "disable of a file beside one that cannot be read: what is left to do" \
		"50-vendor.conf: switched off, but for what modprobe is told; mend that"
}

# what is removed first uncovers what the vendor has
below_its_own() {
	two_devdax
	runs 0 "enable, and a vendor lists the same" enable dax0.0
	put $vendor/"$u".conf "[vendor]
uuid = $u"
	put $vendor/50-vendor.conf "[one more]
name = ram"
	rm "$root/$nd/namespace1.0/alt_name"
	runs 0 "disable, and a vendor lists the same" disable dax0.0
	equal "disable, and a vendor lists the same: masks of both" "/dev/null /dev/null" \
		"$(readlink "$root/etc/dax-kmem.conf.d/$u.conf") $(readlink "$root/$mask")"
	runs 0 "enable in the place of a mask" enable dax0.0
	equal "enable in the place of a mask: it is listed" 1 \
		"$(grep -c "^uuid = $u" "$root/etc/dax-kmem.conf.d/$u.conf")"
	runs 0 "disable it again" disable dax0.0
	equal "disable it again: the mask is back" /dev/null "$(readlink "$root/etc/dax-kmem.conf.d/$u.conf")"
	put etc/modprobe.d/dax-kmem-early.conf "options dax_kmem allow_hibernation=1"
	runs 2 "enable in the place of a mask, and modprobe cannot be told" enable --early dax0.0
	equal "enable in the place of a mask, and modprobe cannot be told: the mask is back" /dev/null \
		"$(readlink "$root/etc/dax-kmem.conf.d/$u.conf")"
}

# nothing but that one file: what modprobe is told is of what is left
below_its_own_alone() {
	two_devdax
	runs 0 "enable, and a vendor lists the same early" enable dax0.0
	put $vendor/"$u".conf "[vendor]
uuid = $u
early = yes"
	runs 0 "disable, and a vendor lists the same early" disable dax0.0
	equal "disable, and a vendor lists the same early: the mask" /dev/null \
		"$(readlink "$root/etc/dax-kmem.conf.d/$u.conf")"
	equal "disable, and a vendor lists the same early: modprobe is told of none" "" "$(ls "$root/etc/modprobe.d")"
	says "disable, and a vendor lists the same early: it is not listed" "dax0.0: no RAM at boot any more"
}

# what it was to list, nobody knows
beside_a_doubt() {
	two_devdax
	put $vendor/50-vendor.conf "[vendor]
uuid = $u
[other]
uiud = $v"
	reads 2 "disable beside a section with an error" disable --sysroot "$root" dax0.0
	says "disable beside a section with an error: where" "50-vendor.conf:3, which lists it, has errors"
}

by_uuid
by_name
with_others
with_errors
below_its_own
below_its_own_alone
beside_a_doubt
