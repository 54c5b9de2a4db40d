# SPDX-License-Identifier: GPL-2.0-only
# shellcheck shell=sh disable=SC2154 # set by tests/cli/case.sh
# Completion: the same words in bash, zsh and fish, typed on a terminal as a user types them.
scripts=$here/../../helper/completion
mkdir "$work/bin"
ln -s "$helper" "$work/bin/dax-kmem"
tab=$(printf '\t')

# What the shells read at their start. Each puts what completion offers into a file of its own, $seen.
cat > "$work/bashrc" <<-EOF
	. $scripts/dax-kmem.bash
	note() { _dax_kmem; printf '%s\n' "\${COMPREPLY[@]}" > "\$seen"; }
	complete -F note dax-kmem
EOF
cat > "$work/.zshrc" <<-EOF
	fpath=($scripts \$fpath)
	autoload -Uz compinit
	compinit -u -D
	compadd() {
		local -a hits
		builtin compadd -O hits "\$@"
		print -rl -- "\${hits[@]}" >> "\$seen"
		builtin compadd "\$@"
	}
	LISTMAX=1000
	setopt interactive_comments
EOF

on_terminal() {	# SHELL: types standard input
	case $1 in
	bash) set -- "bash --noprofile --rcfile $work/bashrc -i" ;;
	zsh) set -- "env ZDOTDIR=$work zsh -o no_global_rcs -i" ;;
	esac
	env PATH="$work/bin:$PATH" TERM=dumb HISTFILE= INPUTRC=/dev/null script -qec "stty -icanon cols 1000; exec $1" /dev/null
}

# line_wants DESCRIPTION EXPECTED LINE: a row for ask_shells
fitting() {	# WORD: those of standard input that begin with it
	WORD=$1 awk 'index($0, ENVIRON["WORD"]) == 1'
}
rows=0
line_wants() {
	rows=$((rows + 1))
	printf '%s\n' "$1" > "$work/$rows.description"
	printf '%s\n' "$2" > "$work/$rows.expected"
	printf '%s\n' "$3" > "$work/$rows.line"
}

# wants DESCRIPTION EXPECTED WORDS: the same for a line with these words, on the fake sysfs
wants() {
	line_wants "$1" "$2" "dax-kmem --sysroot $root $3"
}

ask_fish() {
	for row in $(seq $rows); do
		HOME=$work PATH="$work/bin:$PATH" fish --no-config -c \
			"source $scripts/dax-kmem.fish; complete -C \"$(cat "$work/$row.line")\"" 2>&1 |
			cut -f 1 > "$work/$row.all"
		# where no word begins so, fish offers those that have it somewhere inside
		fitting "$(sed 's/.* //' "$work/$row.line")" < "$work/$row.all" > "$work/$row.fish"
	done
}

ask_terminal() {	# SHELL
	for row in $(seq $rows); do
		# at last it becomes a comment: ^A goes to the start of the line
		printf 'seen=%s\n%s%s\001#\n' "$work/$row.$1" "$(cat "$work/$row.line")" "$tab"
	done | {
		cat
		echo exit
	} | on_terminal "$1" > "$work/$1.screen" 2>&1
}

# bash sees what stands behind a "=" as a word of its own: so the words are compared from there on.
ask_shells() {
	before=$(snapshot)
	for shell in bash zsh fish; do
		if ! command -v $shell > /dev/null; then
			skip "$shell: completion" "there is no $shell"
			continue
		fi
		case $shell in
		fish) ask_fish ;;
		*) ask_terminal $shell ;;
		esac
		for row in $(seq $rows); do
			touch "$work/$row.$shell"
			equal "$shell: $(cat "$work/$row.description")" "$(cat "$work/$row.expected")" \
				"$(sed 's/^--[a-z]*=//' "$work/$row.$shell" | sort -u | grep . | xargs)"
		done
	done
	equal "completion: nothing written" "$before" "$(snapshot)"
	rm -f "$work"/*.bash "$work"/*.zsh "$work"/*.fish
	rows=0
}

new_tree
all_states
line_wants "the first word" attach "dax-kmem at"
line_wants "the first word, with nothing of it yet" \
	"attach auto check-config detach disable enable help list plan status version" "dax-kmem "
line_wants "behind a word in quotes" detach "dax-kmem --zone 'kernel' det"
wants "a command" attach "at"
wants "a command behind options" detach "--json --zone kernel det"
wants "all commands" "attach auto check-config detach disable enable help list plan status version" ""
wants "help of a command" check-config "help ch"
wants "help of a second command" "" "help list ch"
wants "what is no command" "" "frob "
wants "options that every command has" "--help --json --quiet --sysroot --verbose --version" "status -"
wants "an option" --memmap "attach --mem"
wants "an option behind a target" --timeout "detach dax1.0 --time"
wants "an option that the command has not" "" "detach --mem"
wants "no option behind --" "" "attach -- --mem"
wants "what an option takes" movable "attach --zone m"
wants "what an option takes, in the same word" "auto kernel movable" "attach --zone="
wants "what an option takes, in the same word, begun" movable "attach --zone=m"
wants "what an option takes, before the command" movable "--zone m"
wants "nodes" "0 1 2 3 auto" "attach --node "
wants "a number" "" "detach --timeout "
wants "the other goal" detach "plan --for d"
wants "columns" "label latency lost_bytes" "list -o l"
wants "columns behind others" "uuid,device" "list -o uuid,de"
wants "columns, in the same word" "uuid,device" "list --output=uuid,de"
wants "columns behind a letter" "-ouuid,device" "list -ouuid,de"
wants "columns in upper case" "UUID,DEVICE" "list -o UUID,DE"
wants "columns behind the usual ones" "+boot,label" "list -o +boot,lab"
wants "columns: none of them twice" "" "list -o uuid,uu"
wants "states" "ram,partial" "list --state ram,p"
wants "states, in the same word" "ram,partial" "list --state=ram,p"
wants "attach: what is device-dax, and what has no driver" "namespace0.0 namespace4.0" "attach n"
wants "attach: by UUID" "$(uuid_of 0) $(uuid_of 4)" "attach 0"
wants "attach: by device" "dax0.0 dax4.0" "attach da"
wants "attach: by path" "/dev/dax0.0" "attach /dev/"
wants "attach: what is not named yet" namespace4.0 "attach /dev/dax0.0 n"
wants "attach: there is no 'all'" "" "attach al"
wants "plan: the same as for attach" "namespace0.0 namespace4.0" "plan n"
wants "plan: the same as for detach" "dax1.0 dax2.0 dax3.0 dax6.0 dax7.0" "plan --for detach da"
wants "detach: what is RAM" "namespace1.0 namespace2.0 namespace3.0 namespace6.0 namespace7.0" "detach n"
wants "detach: all" all "detach a"
wants "detach: 'all' stands alone" "" "detach dax1.0 a"
wants "enable: any" "dax0.0 dax1.0 dax2.0 dax3.0 dax4.0 dax5.0 dax6.0 dax7.0" "enable da"
wants "auto: one device" dax6.0 "auto dax6"
wants "auto: no second one" "" "auto dax6.0 da"
wants "version takes nothing" "" "version da"
ask_shells

runs_in() {	# SHELL: what completion has made of the line is what is run
	if ! command -v "$1" > /dev/null; then
		skip "$1: a line that is completed" "there is no $1"
		return
	fi
	printf 'seen=/dev/null\n%s%s%s%s > %s\nexit\n' "dax-kmem --sysroot $root lis$tab-nr -o dev$tab" \
		"--state=unb$tab" "dax4$tab" "dax1$tab" "$work/$1.ran" | on_terminal "$1" > /dev/null 2>&1
	equal "$1: a line that is completed does what it says" dax4.0 "$(cat "$work/$1.ran")"
}
runs_in bash
runs_in zsh

new_tree
two_buses
put usr/lib/dax-kmem.conf.d/vendor.conf "[vendor]
uuid = $(uuid_of 9)"
chmod -R go-w "$root/usr"
wants "disable: what is listed" "dax0.0 dax1.0 dax2.0 dax3.0" "disable da"
wants "disable: what is not here" "$(uuid_of 9)" "disable 00000009"
wants "disable: a vendor's file" vendor.conf "disable v"
wants "disable: all" all "disable a"
wants "regions" "region0 region1 region2 region3 region4" "list --region r"
wants "regions behind others" "region0,region1 region0,region2 region0,region3 region0,region4" \
	"list --region region0,r"
wants "buses" "ndbus0 ndbus1" "list --bus n"
wants "buses, as the kernel's driver calls them" ACPI.NFIT "list --bus A"
wants "nodes of instances" "1 2" "list --node "
ask_shells

# what no shell is needed for: no message, whatever is wrong, and for any user
offers() {	# DESCRIPTION EXPECTED WORDS...
	description=$1
	expected=$2
	shift 2
	reads 0 "$description" complete -- --sysroot "$root" "$@"
	for word; do :; done
	equal "$description: what is offered" "$expected" "$(cut -f 1 "$work/out" | fitting "$word" | xargs)"
	equal "$description: no message" 0 "$(wc -l < "$work/err")"
}
offers "an unknown option" "--state --sysroot" list --colour --s
offers "an ambiguous option" "--state --sysroot" list --no --s
offers "a value that cannot be" all detach --timeout soon al
put etc/dax-kmem.conf "[by uuid]
colour = red
uuid = $(uuid_of 0)"
offers "a configuration with errors" "dax0.0 dax2.0 dax3.0" disable dax
put sys/bus/nd/devices/ndbus0/provider 'a b$(c)'
offers "a word that a shell would have to quote" "ndbus0 ndbus1 e820" list --bus ""
new_tree
machine
instance 0 dax_pmem 0x100200000 671088640
instance 1 dax_pmem 0x200200000 671088640
for n in 0 1; do
	link $nd/dax$n.0/dax$((1 - n)).0/subsystem ../../../../../../bus/dax
done
offers "a name that means two" "" attach dax
offers "a name that means two: as a path it is one" "/dev/dax1.0 /dev/dax0.0" attach /
new_tree
offers "no nd bus" "" attach ""
offers "no nd bus, and nodes" auto attach --node ""
reads 0 "no words" complete
reads 0 "a root that there is not" complete -- --sysroot /nonexistent --vers
equal "a root that there is not: no message" 0 "$(wc -l < "$work/err")"
new_tree
one_devdax
as_nobody() {
	nobody 0 "another user" complete attach dax
	equal "another user: what is offered" "dax0.0" "$(cut -f 1 "$work/out" | grep dax)"
	equal "another user: no message" "" "$(grep "^dax-kmem" "$work/err")"
}
as_root "another user" as_nobody
