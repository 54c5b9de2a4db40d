# SPDX-License-Identifier: GPL-2.0-only
# Errors in the configuration: the file and the line, and nothing is done with what they concern.
u=$(uuid_of 0)

named() {	# DESCRIPTION TEXT LINE MESSAGE
	new_tree
	one_devdax
	printf '%b\n' "$2" > "$root/x" && mkdir -p "$root/etc" && mv "$root/x" "$root/etc/dax-kmem.conf"
	reads 2 "$1" check-config --sysroot "$root"
	says "$1: where and what" "etc/dax-kmem.conf:$3: $4"
}

bad() {	# DESCRIPTION TEXT LINE MESSAGE
	named "$@"
	reads 2 "$1: auto does nothing" auto --sysroot "$root" dax0.0
	reads 2 "$1: auto for all does nothing" auto --sysroot "$root"
	reads 2 "$1: enable does nothing" enable --sysroot "$root" dax0.0
}

# the same, with the device in another section that has no error
bad_elsewhere() {
	named "$@"
	acts 0 "$1: auto of what another section lists" auto dax0.0
	equal "$1: what another section lists is RAM" dax_kmem "$(driver_of 0)"
	acts 2 "$1: auto for all" auto
}

each_error() {
	bad "unknown key" "[a]\nuuid = $u\ncolour = red" 3 "colour: there is no such key"
	bad "bad UUID" "[a]\nuuid = $u-1" 2 "uuid = $u-1: it takes a UUID"
	bad "nil UUID" "[a]\nuuid = 00000000-0000-0000-0000-000000000000" 2 "uuid = 0"
	bad "bad zone" "[a]\nuuid = $u\nzone = highmem" 3 "zone = highmem: it takes movable, kernel or auto"
	bad "bad memmap" "[a]\nuuid = $u\n\nmemmap = disk" 4 "memmap = disk: it takes auto, dram or pmem"
	bad "bad node" "[a]\nuuid = $u\nnode = -1" 3 "node = -1: it takes auto, or a number"
	bad "bad name" "[a]\nname =" 2 "name = : it takes 1 to 64 characters"
	bad "key twice" "[a]\nuuid = $u\nuuid = $u" 3 "uuid stands twice in this section"
	bad_elsewhere "empty section" "[a]\n[b]\nuuid = $u" 1 "this section lists nothing"
	bad_elsewhere "empty last section" "[b]\nuuid = $u\n[a]" 3 "this section lists nothing"
	bad "both in one" "[a]\nuuid = $u\nname = x" 1 "this section has a uuid and a name"
	bad_elsewhere "early by name" "[a]\nname = x\nearly = yes\n[b]\nuuid = $u" 1 "early = yes takes a uuid"
	bad "bad early" "[a]\nuuid = $u\nearly = 1" 3 "early = 1: it takes yes or no"
	bad "no section" "uuid = $u" 1 "uuid stands before the first section"
	bad "no key" "[a]\nuuid = $u\nzone" 3 "this is neither a [section] nor key = value"
	bad "open section" "[a\nuuid = $u" 1 "this is neither a [section] nor key = value"
	bad "duplicate UUID" "[a]\nuuid = $u\n[b]\nuuid = $(echo "$u" | tr a-f A-F)" 3 "$work"
	bad "a key behind the bracket" "[a] zone = kernel\nuuid = $u" 1 "only a comment may stand behind a [section]"
	bad "byte-order mark, and an error" "\\0357\\0273\\0277[a]\nuuid = $u\ncolour = red" 3 "colour: there is no such key"
	bad "NUL byte" "[a]\nuuid = $u\nzone = kernel\\0000" 3 "there is a NUL byte in this line"
	bad "NUL byte before a long line" "[a]\nuuid = $u\n\\0000$(printf 'x%.0s' $(seq 300)) = 1" 3 "there is a NUL byte in this line"
	bad "UTF-16" "\\0377\\0376[\\0000a\\0000]\\0000" 1 "there is a NUL byte in this line"
	bad "no key before a comment" "[a]\nuuid = $u\nzone ; = kernel" 3 "this is neither a [section] nor key = value"
	bad "open section before a comment" "[a ;]\nuuid = $u" 1 "this is neither a [section] nor key = value"
	bad "long line" "[a]\nuuid = $u\n$(printf 'x%.0s' $(seq 300)) = 1" 3 "this line is too long"
}

many_errors() {
	bad "every line that is no key" "[a]\nuuid = $u\nzone\n$(printf 'x%.0s' $(seq 300)) = 1\n[b\nnode\nzone = kernel" 3 \
		"this is neither a [section] nor key = value"
	equal "every line that is no key: each is named" "3 4 5 6 5" \
		"$(sed -n 's/.*dax-kmem.conf:\([0-9]*\):.*/\1/p' "$work/err" | head -n 5 | tr '\n' ' ' | sed 's/ $//')"
	reads 2 "enable of a broken configuration" enable --sysroot "$root" dax0.0
	equal "enable of a broken configuration: each error is said once" 5 "$(grep -c "dax-kmem.conf:[0-9]*: " "$work/err")"
	reads 2 "disable with a broken configuration" disable --sysroot "$root" dax0.0
	equal "disable with a broken configuration: each error is said once" 5 "$(grep -c "dax-kmem.conf:[0-9]*: " "$work/err")"
}

no_errors() {
	new_tree
	one_devdax
	mkdir -p "$root/etc"
	printf '[a] ; a comment\n\tuuid = %s\n    zone = kernel\n  ; a comment\n\n  [b]\n  uuid = %s\n' "$(uuid_of 0)" "$(uuid_of 1)" \
		> "$root/etc/dax-kmem.conf"
	reads 0 "indented lines" check-config --sysroot "$root"
	prints "indented lines: the second key counts" kernel
	printf '\357\273\277[a]\nuuid = %s\n' "$u" > "$root/etc/dax-kmem.conf"
	reads 0 "byte-order mark" check-config --sysroot "$root"
	says "one section in one file" "1 section in 1 file, no error"
	printf '[a]\nuuid = %s\n[b]\nuuid = %s\n' "$u" "$(uuid_of 1)" > "$root/etc/dax-kmem.conf"
	reads 0 "two sections" check-config --sysroot "$root"
	says "two sections in one file" "2 sections in 1 file, no error"
	printf '[a]\nuuid = %s' "$u" > "$root/etc/dax-kmem.conf"
	reads 0 "no newline at the end" check-config --sysroot "$root"
}

in_two_files() {
	new_tree
	one_devdax
	put etc/dax-kmem.conf "[a]
name = x"
	put run/dax-kmem.conf.d/1.conf "[b]
name = x"
	reads 2 "duplicate name in two files" check-config --sysroot "$root"
	says "duplicate name in two files: both are named" \
		"run/dax-kmem.conf.d/1.conf:1: $root/etc/dax-kmem.conf:1 lists the same"
}

whose_file() {
	new_tree
	one_devdax
	put etc/dax-kmem.conf "[a]
name = x"
	chmod 666 "$root/etc/dax-kmem.conf"
	reads 2 "a file that all may write" check-config --sysroot "$root"
	says "a file that all may write: the cure" "etc/dax-kmem.conf: others than its owner may write it; 'chmod go-w' it"
	as_root "a file of nobody's" nobodys_file
}

nobodys_file() {
	chmod 644 "$root/etc/dax-kmem.conf"
	chown 65534 "$root/etc/dax-kmem.conf"
	reads 2 "a file of nobody's" check-config --sysroot "$root"
	says "a file of nobody's: the cure" "it does not belong to root"
}

what_file() {
	new_tree
	one_devdax
	mkdir -p "$root/etc/dax-kmem.conf.d"
	chmod 777 "$root/etc/dax-kmem.conf.d"
	reads 2 "a directory that all may write" check-config --sysroot "$root"
	chmod 755 "$root/etc/dax-kmem.conf.d"
	yes "; nothing" | head -c 70000 > "$root/etc/dax-kmem.conf.d/big.conf"
	reads 2 "a file that is too large" check-config --sysroot "$root"
	says "a file that is too large" "big.conf: it is larger than 64 KiB"
	rm "$root/etc/dax-kmem.conf.d/big.conf"
	mkfifo "$root/etc/dax-kmem.conf.d/fifo.conf"
	"$helper" check-config --sysroot "$root" > "$work/out" 2> "$work/err"
	equal "a FIFO: exit code" 2 $?
	rm "$root/etc/dax-kmem.conf.d/fifo.conf"
	ln -s nowhere "$root/etc/dax-kmem.conf.d/link.conf"
	reads 2 "a link to nothing" check-config --sysroot "$root"
	says "a link to nothing: the cure" "link.conf: it is a link to nothing; one to /dev/null switches a name off"
	rm "$root/etc/dax-kmem.conf.d/link.conf"
	ln -s dax-kmem.conf "$root/etc/dax-kmem.conf"
	reads 2 "a link to itself" check-config --sysroot "$root"
	rm "$root/etc/dax-kmem.conf"
	mkdir -p "$root/run" && ln -s dax-kmem.conf.d "$root/run/dax-kmem.conf.d"
	reads 2 "a directory that cannot be looked into" check-config --sysroot "$root"
	rm "$root/run/dax-kmem.conf.d"
	put etc/dax-kmem.conf.d/readme.txt "this is no configuration"
	put etc/dax-kmem.conf.d/.hidden.conf "this neither"
	reads 0 "other files" check-config --sysroot "$root"
}

each_error
many_errors
no_errors
in_two_files
whose_file
what_file
