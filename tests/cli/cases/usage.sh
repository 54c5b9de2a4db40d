# SPDX-License-Identifier: GPL-2.0-only
new_tree
one_devdax
for words in "" "--json" "colour" "attach" "attach --zone" "attach --zone blue dax0.0" \
	"attach --node x dax0.0" "attach --node -1 dax0.0" "attach --node 1024 dax0.0" \
	"attach --memmap disk dax0.0" "attach --timeout soon dax0.0" "attach --timeout -1 dax0.0" \
	"attach --no-online --zone kernel dax0.0" "list --zone kernel" "attach -b dax0.0" "list --colour" \
	"list --raw --json" "list --raw --blocks" "list --blocks -o uuid" "list --raw --pairs" \
	"list --pairs --json" "list --blocks -n" "list --blocks --output-all" "list --output-all -o uuid" \
	"list --state blue" "list --node x" "list --region" "plan --region region0 dax0.0" "list --timeout 1" \
	"plan --timeout 1 dax0.0" "plan" "detach" "detach --zone kernel dax0.0" "detach --force dax0.0" \
	"attach --offline-only dax0.0" "detach --now dax0.0" "enable all" "enable --yes dax0.0" \
	"enable" "enable --no-online dax0.0" "disable" "disable --node 1 dax0.0" \
	"auto dax0.0 dax0.1" "auto --zone kernel dax0.0" "check-config dax0.0" "status dax0.0" "status --raw" \
	"list --sysroot /nonexistent"; do
	# shellcheck disable=SC2086 # words
	reads 2 "usage: $words" $words
	case $words in
	""|-*|colour) hint= ;;
	*) hint="${words%% *} " ;;
	esac
	case $words in
	*--json*) prints "usage: $words: JSON of it" '"exit_code": 2' ;;
	*) says "usage: $words: a hint" "Try 'dax-kmem $hint--help'" ;;
	esac
done
refuses() {	# OPTION-AND-VALUE MESSAGE
	# shellcheck disable=SC2086 # words
	reads 2 "$1" attach $1 dax0.0
	says "$1: what it takes" "$1: $2"
}
refuses "--zone high" "choose movable, kernel or auto"
refuses "--memmap disk" "choose auto, dram or pmem"
refuses "--node x" "choose auto, or a number from 0 to 1023"
refuses "--timeout soon" "invalid timeout (0 to 1000000 seconds)"
reads 2 "an option without any command" --zone kernel
says "an option without any command: it says so" "--zone: give a command first"
reads 0 "options before the command" --sysroot "$root" --json list
prints "options before the command: they count" '"device": "dax0.0"'
reads 0 "options around the command" --zone kernel plan --sysroot "$root" dax0.0
prints "options around the command: they count" "in 4 blocks of 128M, zone kernel"
reads 2 "an option before a command that has no such option" --zone kernel list
says "an option before a command that has no such option" "--zone: list has no such option"
reads 0 "an abbreviated option before the command" --nod 2 plan --sysroot "$root" dax0.0
prints "an abbreviated option before the command: it counts" "zone movable, node 2"
for words in "--no 1 plan dax0.0" "--no plan dax0.0" "--no"; do
	# shellcheck disable=SC2086 # words
	reads 2 "an ambiguous option: $words" $words
	says "an ambiguous option: $words: it says so" "--no: it is short for several options: --no"
	equal "an ambiguous option: $words: nothing else is wrong" 2 "$(wc -l < "$work/err")"
done
reads 2 "an unknown option and its value before the command" --colour red list
says "an unknown option and its value: the option is named" "--colour: there is no such option"
reads 2 "no command behind an option" --node 1 red
says "no command behind an option: that is named" "red: no such command"
reads 2 "an unknown option before the command" --colour list
says "an unknown option before the command: a hint" "Try 'dax-kmem list --help'"
reads 2 "a target that looks like an option" -- plan --sysroot
says "a target that looks like an option" "--sysroot: not a target"
commands="list|status|plan|attach|detach|enable|disable|auto|check-config|help|version"
reads 0 "--help" --help
equal "--help: names every command" 11 "$(grep -cE "^  ($commands) " "$work/out")"
for title in "plan, attach, enable" "plan, attach" enable "attach, detach, enable, disable, auto" \
	detach "enable, disable" "detach, disable" list "every command"; do
	prints "--help: whose options these are" "Options of $title:"
done
equal "--help: fits 80 columns" 0 "$(grep -cE '.{81}' "$work/out")"
for command in $(echo $commands | tr '|' ' '); do
	reads 0 "$command --help" "$command" --help
	prints "$command --help: its usage" "Usage: dax-kmem $command [OPTIONS]"
	equal "$command --help: its options, and no others" \
		"$("$helper" complete -- "$command" -- | cut -f 1 | sort)" \
		"$(sed -n 's/^  .*\(--[a-z-]*\).*/\1/p' "$work/out" | sort)"
	equal "$command --help: fits 80 columns" 0 "$(grep -cE '.{81}' "$work/out")"
	mv "$work/out" "$work/behind"
	for words in "help $command" "--help $command"; do
		# shellcheck disable=SC2086 # words
		reads 0 "$words" $words
		equal "$words: the same" "$(cat "$work/behind")" "$(cat "$work/out")"
	done
done
reads 0 "help" help
mv "$work/out" "$work/all"
reads 0 "--help" --help
equal "help: the same as --help" "$(cat "$work/all")" "$(cat "$work/out")"
reads 2 "help of no command" help colour
says "help of no command" "colour: no such command"
reads 2 "help of two commands" help list plan
says "help of two commands" "help: takes one command, or none"
reads 0 "version" version
mv "$work/out" "$work/all"
reads 2 "version of something" version list
reads 0 "--version" --version
equal "version: the same as --version" "$(cat "$work/all")" "$(cat "$work/out")"
equal "--version" "dax-kmem $(sed -n 's/^PACKAGE_VERSION="\(.*\)"/\1/p' "$here/../../dkms.conf")" \
	"$(cat "$work/out")"
"$helper" list --sysroot "$root" > /dev/full 2> /dev/null
equal "a full disk" 1 $?
"$helper" attach --sysroot "$root" dax0.0 >&- 2>&-
equal "no output at all: it still answers" 6 $?

# --- the journal wants levels, and no name
: > "$work/err"
JOURNAL_STREAM=$(stat -c %d:%i "$work/err") "$helper" atach 2> "$work/err" || true
equal "under systemd: the level" "<3>atach: no such command" "$(head -n 1 "$work/err")"
JOURNAL_STREAM=1:1 "$helper" atach 2> "$work/err" || true
equal "with standard error elsewhere" "dax-kmem: atach: no such command" "$(head -n 1 "$work/err")"
