# SPDX-License-Identifier: GPL-2.0-only
# shellcheck shell=sh disable=SC2154 # set by tests/cli/case.sh
# A command loads the libraries that it uses, and no others. When one cannot be loaded, the command says
# which, and has changed nothing.

loads() {	# "LIBRARIES" WORDS...: which of those that not every command needs
	expected=$1
	shift
	rm -f "$work"/loaded.*
	ASAN_OPTIONS=verify_asan_link_order=0 FAKE_ROOT=$root LD_PRELOAD=$fake_kernel LD_DEBUG=files \
		LD_DEBUG_OUTPUT=$work/loaded "$helper" "$@" > "$work/out" 2> "$work/err"
	equal "$(echo "$*" | sed "s,$root,ROOT,"): exit code" 0 $? || explain < "$work/err"
	equal "$(echo "$*" | sed "s,$root,ROOT,"): what it loads" "$expected" \
		"$(cat "$work"/loaded.* | sed -n 's/.*file=\(lib\(kmod\|udev\|smartcols\|json-c\|crypto\)\)\.so.*/\1/p' |
			sort -u | xargs)"
}

new_tree
one_devdax
loads "" --version
loads "" --help
loads "" plan --sysroot "$root" dax0.0
loads "libjson-c" plan --json --sysroot "$root" dax0.0
loads "libsmartcols" list --sysroot "$root"
loads "libsmartcols" list --raw --sysroot "$root"
loads "libjson-c" list --json --sysroot "$root"
loads "" list --blocks --sysroot "$root"
loads "libcrypto libkmod" status --sysroot "$root"
loads "" attach --sysroot "$root" dax0.0
loads "" detach --sysroot "$root" dax0.0
mkdir "$root/etc"
loads "" enable --sysroot "$root" dax0.0
loads "" auto --sysroot "$root"
loads "libjson-c" detach --json --sysroot "$root" dax0.0
loads "libsmartcols" check-config --sysroot "$root"

# while_broken NAME: from here on this library is an empty file
while_broken() {
	soname=$(sed -n "s/.*\"\(lib$1\.so.*\)\"/\1/p" "${helper%/*}/sonames.h")
	export LD_LIBRARY_PATH="$work/broken"
	rm -rf "$LD_LIBRARY_PATH"
	mkdir "$LD_LIBRARY_PATH"
	: > "$LD_LIBRARY_PATH/${soname:?}"
}

names_library() {	# DESCRIPTION FILE
	has "$1: it names the library" "$soname: this library cannot be loaded: " "$2"
	has "$1: it names the cause" "$soname: file too short" "$2"
	has "$1: it names Debian's package" "'apt install --reinstall $(echo "$soname" | sed 's/\.so\.//')'" "$2"
}

new_tree
one_devdax
while_broken kmod
acts 0 "no libkmod, and the module is loaded: attach" attach dax0.0
acts 0 "no libkmod, and the modules are loaded: detach" detach dax0.0
rm -r "${root:?}/$drivers/dax_kmem"
reads 1 "no libkmod: attach" attach --sysroot "$root" dax0.0
names_library "no libkmod: attach" "$work/err"
reads 1 "no libkmod: plan" plan --sysroot "$root" dax0.0
names_library "no libkmod: plan" "$work/out"
reads 0 "no libkmod: status" status --sysroot "$root"
names_library "no libkmod: status" "$work/out"
equal "no libkmod: status says it once" 1 "$(grep -c "$soname" "$work/out" "$work/err" | awk -F: '{ n += $2 } END { print n }')"
prints "no libkmod: status shows the rest" "module      not loaded; what is installed for - cannot be read"
reads 0 "no libkmod: status --json" status --json --sysroot "$root"
equal "no libkmod: status --json does not know whether one is installed" true \
	"$(jq '.status.module | has("installed") and .installed == null' "$work/out")"
new_tree
machine
instance 0 dax_kmem 0x100200000 671088640
ram 0 33 4 Movable
rm -r "${root:?}/$drivers/dax_pmem"
reads 1 "no libkmod, and the stock driver is not loaded: detach" detach --sysroot "$root" dax0.0
names_library "no libkmod: detach" "$work/err"

new_tree
one_devdax
while_broken json-c
reads 1 "no json-c: attach --json" attach --json --sysroot "$root" dax0.0
names_library "no json-c: attach --json" "$work/err"
reads 0 "no json-c: plan" plan --sysroot "$root" dax0.0
while_broken smartcols
reads 1 "no libsmartcols: list" list --sysroot "$root"
names_library "no libsmartcols: list" "$work/err"
reads 1 "no libsmartcols: check-config" check-config --sysroot "$root"
names_library "no libsmartcols: check-config" "$work/err"
reads 0 "no libsmartcols: list --json" list --json --sysroot "$root"
unset LD_LIBRARY_PATH
