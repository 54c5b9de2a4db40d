# SPDX-License-Identifier: GPL-2.0-only
# shellcheck shell=sh disable=SC2154 # set by tests/cli/case.sh
# Labels are any bytes: shown as they are where the user's locale can, and never as commands to a terminal.
new_tree
one_devdax
instance 1 dax_pmem 0x200200000 671088640
instance 2 dax_pmem 0x300200000 671088640
printf 'm\303\244rz\n' > "$root/$nd/namespace0.0/alt_name"
printf 'a\033[31mred\n' > "$root/$nd/namespace1.0/alt_name"
printf 'bad\377\n' > "$root/$nd/namespace2.0/alt_name"
escape=$(printf '\033')
umlaut=$(printf 'm\303\244rz')
unset LC_ALL

column() {	# LOCALE LINE: of the table
	LC_CTYPE=$1 "$helper" list -o label --sysroot "$root" 2> "$work/err" | sed -n "$(($2 + 1))p"
}
equal "a table: UTF-8 where the locale has it" "$umlaut" "$(column C.UTF-8 1)"
equal "a table: escaped where it has not" 'm\xc3\xa4rz' "$(column C 1)"
equal "a table: an escape sequence" 'a\x1b[31mred' "$(column C.UTF-8 2)"
equal "a table: what is no UTF-8" 'bad\xff' "$(column C.UTF-8 3)"

valid() {	# DESCRIPTION: what is in $work/out
	command -v python3 > /dev/null || { skip "$1: valid JSON" "there is no python3"; return; }
	python3 -c 'import json, sys
text = sys.stdin.buffer.read().decode("utf-8")
try: json.loads(text)
except ValueError: [json.loads(line) for line in text.splitlines()]' < "$work/out" 2> "$work/err"
	equal "$1: valid JSON" 0 $?
}
for locale in C C.UTF-8; do
	export LC_CTYPE=$locale
	reads 0 "list --json in $locale" list --json -o label --sysroot "$root"
	valid "list --json in $locale"
	prints "list --json in $locale: UTF-8" "\"$umlaut\""
	prints "list --json in $locale: what is no UTF-8" '"bad\\xff"'
done
unset LC_CTYPE

put etc/dax-kmem.conf "[other]
uuid = $(uuid_of 9)"
chmod go-w "$root/etc/dax-kmem.conf"
export LC_CTYPE=C.UTF-8
acts 0 "a message" auto dax0.0
says "a message: UTF-8 where the locale has it" ", name $umlaut: left as it is"
acts 0 "a message with an escape sequence" auto dax1.0
says "a message with an escape sequence: it is none" ', name a\x1b[31mred: left as it is'
equal "a message with an escape sequence: no such byte" 0 "$(grep -c "$escape" "$work/err")"
acts 0 "a message in JSON" auto --json dax2.0
cp "$work/err" "$work/out"
valid "a message in JSON"
prints "a message in JSON: what is no UTF-8" ', name bad\\xff: left as it is'
export LC_CTYPE=C
acts 0 "a message in C" auto dax0.0
says "a message in C: escaped" ', name m\xc3\xa4rz: left as it is'

# what stands in a file
printf '[a]\nname = x\377\033[31my\n' > "$root/etc/dax-kmem.conf"
reads 0 "check-config" check-config --sysroot "$root"
equal "check-config: no such byte" 0 "$(grep -c "$escape" "$work/out")"
reads 0 "check-config --json" check-config --json --sysroot "$root"
valid "check-config --json"
printf '[a]\nname = x\nzone = \033[31mred\n' > "$root/etc/dax-kmem.conf"
reads 2 "a bad value" check-config --sysroot "$root"
says "a bad value: it is named" 'zone = \x1b[31mred: it takes movable'
rm "$root/etc/dax-kmem.conf"

# the name of a process, in a message and in a plan
if mkdir -p "$root/proc/77/map_files" && mknod "$root/proc/77/map_files/0-1" c 252 0 2> /dev/null; then
	printf 'a\033[31mred\n' > "$root/proc/77/comm"
	reads 5 "a process" plan --sysroot "$root" dax0.0
	prints "a process: its name in a plan" '77 (a\x1b[31mred)'
	reads 5 "a process: attach" attach --sysroot "$root" dax0.0
	says "a process: its name in a message" '77 (a\x1b[31mred)'
else
	skip "a process: its name in a plan" "no device node can be made here"
fi
unset LC_CTYPE
