# SPDX-License-Identifier: GPL-2.0-only
# shellcheck shell=sh disable=SC2154 # set by tests/cli/case.sh
# list --blocks on terminals: as wide as these, and in colour unless the user wants none.
new_tree
all_states
put $nd/namespace4.0/resource 0x700000000
put $nd/namespace4.0/size 1073741824

on_terminal() {	# COLUMNS SETTINGS WORDS...: in $work/out, with ^[ for an escape
	columns=$1
	settings=$2
	shift 2
	script -qec "stty cols $columns; exec env -u NO_COLOR $settings $helper list $* --sysroot $root" \
		/dev/null | tr -d '\r' | sed 's/\x1b/^[/g' > "$work/out"
}
colours() {
	grep -cF '^[' "$work/out"
}
on_terminal 80 TERM=xterm --blocks
golden "list --blocks on a terminal" list.blocks.colours
mv "$work/out" "$work/coloured"
for setting in NO_COLOR=1 TERM=dumb TERM=; do
	on_terminal 80 "TERM=xterm $setting" --blocks
	equal "list --blocks with $setting: the same without colours" \
		"$(sed 's/\^\[\[[0-9]*m//g' "$work/coloured")" "$(cat "$work/out")"
done
on_terminal 80 "TERM=xterm NO_COLOR=" --blocks
equal "list --blocks with an empty NO_COLOR: in colour" "$(cat "$work/coloured")" "$(cat "$work/out")"
on_terminal 80 TERM=xterm --blocks --json
equal "list --blocks --json on a terminal: no colours" 0 "$(colours)"
on_terminal 80 TERM=xterm
equal "list on a terminal: no colours" 0 "$(colours)"
TERM=xterm reads 0 "list --blocks in a pipe" list --blocks --sysroot "$root"
equal "list --blocks in a pipe: no colours" 0 "$(grep -c "$(printf '\033')" "$work/out")"

on_terminal 40 TERM=dumb --blocks -b
golden "list --blocks on a terminal with 40 columns" list.blocks.40
for columns in 40 80 200; do
	on_terminal $columns TERM=dumb --blocks
	equal "list --blocks: every line fits $columns columns" 0 "$(grep -cE ".{$((columns + 1))}" "$work/out")"
	equal "list --blocks: every bar fills $columns columns" 8 "$(grep -cE "^  \|.{$((columns - 4))}\|$" "$work/out")"
done
on_terminal 3 TERM=dumb --blocks
equal "list --blocks: no bar is too narrow" 8 "$(grep -cE '^  \|.{16}\|$' "$work/out")"
on_terminal 2000 TERM=dumb --blocks
equal "list --blocks: nor too wide" 8 "$(grep -cE '^  \|d{,512}.{,512}\|$' "$work/out")"
