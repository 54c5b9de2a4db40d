# SPDX-License-Identifier: GPL-2.0-only
# shellcheck shell=sh disable=SC2154 # set by tests/cli/case.sh
# How list prints its table: the options of util-linux, and terminals of any width.
new_tree
all_states
put $nd/namespace1.0/alt_name "the \"big\" one, \$HOME"
reads 0 "list -n" list -n --sysroot "$root"
mv "$work/out" "$work/bare"
reads 0 "list" list --sysroot "$root"
equal "list -n: the same without the headings" "$(sed 1d "$work/out")" "$(cat "$work/bare")"
reads 0 "list -b" list -b --sysroot "$root"
golden "list -b: sizes in bytes" list.bytes
reads 0 "list -P" list -P -o uuid,state,size,zone,label,blocks --sysroot "$root"
golden "list -P: pairs" list.pairs
reads 0 "list -P of one" list -P -o device,size,label,zone --sysroot "$root" dax1.0
values=$(eval "$(cat "$work/out")"; echo "$DEVICE/$SIZE/$ZONE")
equal "list -P: a shell can read it" dax1.0/4158652416/movable "$values"
reads 0 "list -nr" list -nr -o label,size,chardev --sysroot "$root" dax1.0
equal "list -nr: words" 'the\x20"big"\x20one,\x20$HOME 4158652416 -' "$(cat "$work/out")"
reads 0 "list -o help" list -o help
mv "$work/out" "$work/names"
reads 0 "list --output-all" list --output-all --raw --sysroot "$root" dax1.0
equal "list --output-all: every column" "$(xargs < "$work/names")" "$(head -n 1 "$work/out")"
reads 0 "list -J" list -J --sysroot "$root"
prints "list -J: JSON" '"label": "the \"big\" one, $HOME"'
mv "$work/out" "$work/json"
reads 0 "list -Jbn" list -Jbn --output-all --sysroot "$root"
equal "list -Jbn --output-all: the same" "$(cat "$work/json")" "$(cat "$work/out")"
reads 0 "list --blocks -b" list --blocks -b --sysroot "$root" dax2.0
prints "list --blocks -b: the size of the namespace" "namespace2.0  1073741824"
prints "list --blocks -b: the sizes of its parts" \
	"i info block 8192, o offline 268435456, . lost 268427264, M movable 536870912"

on_terminal() {	# COLUMNS WORDS...: in $work/out
	columns=$1
	shift
	TERM=xterm NO_COLOR=1 script -qec "stty cols $columns; exec $helper $* --sysroot $root" /dev/null |
		tr -d '\r' > "$work/out"
}
reads 0 "list" list --sysroot "$root"
mv "$work/out" "$work/plain"
for columns in 40 80 200; do
	on_terminal $columns list
	equal "a terminal with $columns columns: nothing is cut off, nothing is padded" \
		"$(cat "$work/plain")" "$(cat "$work/out")"
done
