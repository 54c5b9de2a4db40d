# SPDX-License-Identifier: GPL-2.0-only
# An error costs the section that it is in, and no other one; what may be meant by it is not attached.
u=$(uuid_of 0)
v=$(uuid_of 1)

config() {	# TEXT, as printf takes it
	mkdir -p "$root/etc"
	printf '%b\n' "$1" > "$root/etc/dax-kmem.conf"
}

# costs DESCRIPTION TEXT: dax0.0 is not attached, dax1.0 is
costs() {
	two_devdax
	config "$2"
	reads 2 "$1: check-config" check-config --sysroot "$root"
	reads 2 "$1: auto of the one" auto --sysroot "$root" dax0.0
	says "$1: auto of the one says why" "dax0.0: $u: not attached: $root/etc/dax-kmem.conf:"
	reads 2 "$1: enable of the one" enable --sysroot "$root" dax0.0
	reads 2 "$1: enable of the one, with options" enable --sysroot "$root" --zone kernel dax0.0
	reads 2 "$1: disable of the one" disable --sysroot "$root" dax0.0
	acts 2 "$1: auto for all" auto
	equal "$1: only the other one is RAM" "dax_pmem dax_kmem" "$(driver_of 0) $(driver_of 1)"
	says "$1: auto for all says why" "dax0.0: $u: not attached: $root/etc/dax-kmem.conf:"
	acts 0 "$1: auto of the other one" auto dax1.0
}

one_of_two() {
	costs "unknown key" "[a]\nuuid = $u\ncolour = red\n[b]\nuuid = $v"
	costs "bad value" "[b]\nuuid = $v\n[a]\nuuid = $u\nzone = highmem"
	costs "no key" "[a]\nuuid = $u\nzone\n[b]\nuuid = $v"
	costs "NUL byte" "[a]\nuuid = $u\n\\0000\n[b]\nuuid = $v"
	costs "text behind the bracket" "[a] zone = kernel\nuuid = $u\n[b]\nuuid = $v"
	costs "a bad section by name, whatever the name lists" "[a]\nuuid = $u\nnode = x\n[b]\nname = ram"
	costs "a UUID twice" "[a]\nuuid = $u\n[b]\nuuid = $v\n[c]\nuuid = $u"
	costs "a UUID three times" "[a]\nuuid = $u\n[b]\nuuid = $u\n[c]\nuuid = $u\n[d]\nuuid = $v"
	costs "a UUID twice, once with an error" "[a]\nuuid = $u\n[b]\nuuid = $v\n[c]\nuuid = $u\nzone = x"
	costs "two UUIDs in one section: the first" "[a]\nuuid = $u\nuuid = $(uuid_of 7)\n[b]\nname = ram"
	costs "two UUIDs in one section: the second" "[a]\nuuid = $(uuid_of 7)\nuuid = $u\n[b]\nname = ram"
	costs "a UUID and a name in one section" "[a]\nuuid = $u\nname = x\n[b]\nuuid = $v"
	costs "the next section lost its bracket" "[b]\nuuid = $v\n[c]\nname = x\n[a\nuuid = $u"
	costs "a broken bracket" "[a\nuuid = $u\n[b]\nuuid = $v"
	costs "a setting that looks like a bracket" "[a]\nuuid = $u\n[zone = kernel\n[b]\nuuid = $v"
	costs "a name twice" "[a]\nname = ram\n[b]\nname = ram\n[c]\nuuid = $v"
	costs "the UUID of a label" "[a]\nuuid = $(printf '%08d-aaaa-4bbb-8ccc-dddddddddddd' 0)\nzone\n[b]\nname = ram"
}

# nobody knows what such a section was to list; a device that is listed elsewhere is not concerned
unclear() {
	for text in "uuid = $u\n" "a]\nuuid = $u\n" "[a]\nuuid = $u-1\n" "[a]\n"; do
		two_devdax
		config "$text[b]\nuuid = $v"
		reads 2 "unclear, $text: auto of the one" auto --sysroot "$root" dax0.0
		says "unclear, $text: auto of the one says why" "dax0.0: $u: not attached: errors in the configuration hide whether"
		reads 2 "unclear, $text: enable" enable --sysroot "$root" dax0.0
		says "unclear, $text: enable says why" "errors in the configuration hide what is listed"
		acts 2 "unclear, $text: auto for all" auto
		equal "unclear, $text: the other one is RAM" "dax_pmem dax_kmem" "$(driver_of 0) $(driver_of 1)"
	done
}

others_are_enabled_all_the_same() {
	two_devdax
	config "[a]\nuuid = $u\nearly = yes\ncolour = red"
	runs 0 "enable --early beside a section with an error" enable --early dax1.0
	says "enable beside a section with an error: it is named" "etc/dax-kmem.conf:4: colour: there is no such key"
	equal "enable beside a section with an error: modprobe is not told of that one" \
		"options dax_kmem ids=\"$v\"" "$(grep options "$root/etc/modprobe.d/dax-kmem-early.conf")"
	runs 0 "disable beside a section with an error" disable dax1.0
	equal "disable beside a section with an error: modprobe is told of none" "" "$(ls "$root/etc/modprobe.d")"
	runs 0 "enable without --early, for auto" enable dax1.0
	acts 0 "auto of what was enabled" auto dax1.0
	equal "auto of what was enabled: RAM" dax_kmem "$(driver_of 1)"
	acts 0 "auto of what is RAM, beside a section with an error" auto dax1.0
}

# a file that cannot be trusted costs itself; a directory also those that its files may hide
whole_files() {
	two_devdax
	put etc/dax-kmem.conf.d/a.conf "[a]
uuid = $u"
	put usr/lib/dax-kmem.conf.d/b.conf "[b]
uuid = $v"
	chmod 666 "$root/etc/dax-kmem.conf.d/a.conf"
	reads 2 "a file that all may write: enable" enable --sysroot "$root" dax1.0
	reads 2 "a file that all may write: disable" disable --sysroot "$root" dax1.0
	acts 2 "a file that all may write: auto for all" auto
	equal "a file that all may write: the other one is RAM" "dax_pmem dax_kmem" "$(driver_of 0) $(driver_of 1)"
	acts 0 "a file that all may write: detach" detach dax1.0
	# b.conf may have been switched off there
	chmod 644 "$root/etc/dax-kmem.conf.d/a.conf"
	chmod 777 "$root/etc/dax-kmem.conf.d"
	reads 2 "a directory that all may write: check-config" check-config --sysroot "$root"
	says "a directory that all may write: what it may hide" \
		"usr/lib/dax-kmem.conf.d/b.conf: nobody knows whether a file in a directory before it hides it"
	reads 2 "a directory that all may write: auto" auto --sysroot "$root" dax1.0
	reads 2 "a directory that all may write: auto for all" auto --sysroot "$root"
	chmod 755 "$root/etc/dax-kmem.conf.d"
	chmod 777 "$root/usr/lib/dax-kmem.conf.d"
	acts 2 "the last directory, which all may write: auto for all" auto
	equal "the last directory, which all may write: others are RAM" "dax_kmem dax_pmem" "$(driver_of 0) $(driver_of 1)"
}

# a section with a UUID and a name lists the same as two others
like_two_others() {
	two_devdax
	rm "$root/$nd/namespace1.0/alt_name"
	put etc/dax-kmem.conf.d/a.conf "[a]
uuid = $v"
	put etc/dax-kmem.conf.d/b.conf "[b]
name = ram"
	put etc/dax-kmem.conf.d/c.conf "[c]
uuid = $v
name = ram"
	acts 2 "a section like two others: auto for all" auto
	equal "a section like two others: none is attached" "dax_pmem dax_pmem" "$(driver_of 0) $(driver_of 1)"
}

one_of_two
unclear
others_are_enabled_all_the_same
whole_files
like_two_others
