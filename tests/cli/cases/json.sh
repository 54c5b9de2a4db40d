# SPDX-License-Identifier: GPL-2.0-only
# shellcheck shell=sh disable=SC2154 # set by tests/cli/case.sh
# What --json prints: one object, whatever becomes of the command. tests/cli/case.sh compares that of
# every case with the schema.
schema=$here/../../doc/dax-kmem.schema.json
man=$here/../../helper/dax-kmem.8.scd

gives() {	# DESCRIPTION EXPECTED FILTER: of jq, for what was printed
	equal "$1" "$2" "$(jq -c "$3" "$work/out" | sed "s,$root,,g")"
}

# --- results: one for each target
new_tree
one_devdax
instance 5 kmem 0x800200000 671088640
results='[.results[] | [.target, .exit_code, .before.state, .after.state]]'
acts 5 "several targets" attach --json dax9.0 dax0.0 dax5.0 namespace
gives "several targets: what became of each" \
	'[["dax9.0",3,null,null],["dax0.0",0,"devdax","ram"],["dax5.0",5,"other","other"],["namespace",2,null,null]]' "$results"
gives "several targets: why" \
	'["dax9.0: no such device-dax instance; '"'dax-kmem list'"' shows what there is",null]' '[.results[0, 1].message]'
gives "several targets: nothing is wrong but with them" null .message
gives "several targets: the devices that were found" '["dax0.0","dax5.0"]' '[.devices[].device]'
acts 3 "plan of several" plan --json dax0.0 dax9.0
gives "plan of several: nothing changes" '[["dax0.0",0,"ram","ram"],["dax9.0",3,null,null]]' "$results"
gives "plan of several: one plan" 1 '.plans | length'
reads 5 "a refusal" plan --json --node 4 --sysroot "$root" dax0.0
gives "a refusal: the message is that of the plan" true '.results[0].message == .plans[0].stops[0]'
acts 3 "list of several" list --json -o device dax0.0 dax9.0
gives "list of several" '[[["dax0.0",0],["dax9.0",3]],[{"device":"dax0.0"}]]' '[[.results[] | [.target, .exit_code]], .devices]'
acts 0 "detach" detach --json dax0.0
gives "detach: before and after" '[["dax0.0",0,"ram","devdax"]]' "$results"
export FAKE_FAIL=memory36/state:16
acts 6 "what is rolled back" attach --json dax0.0
gives "what is rolled back: before and after" '[["dax0.0",6,"devdax","devdax"]]' "$results"
gives "what is rolled back: why" true '.results[0].message | test("memory36")'
unset FAKE_FAIL
acts 0 "quietly" attach -q --json dax0.0
equal "quietly: no line of standard error" "" "$(cat "$work/err")"

# --- whatever becomes of it
for words in "attach --json --zone blue dax0.0" "--colour --json" "attach dax0.0 --json --timeout" "colour --json" \
	"attach -J" "complete -J -- att" "status -J dax0.0" "--json" "attach --json=1 -J dax0.0" "attach -x -J dax0.0"; do
	# shellcheck disable=SC2086 # words
	reads 2 "refused: $words" $words
	gives "refused: $words: why" '[2,true]' '[.exit_code, .message != null]'
done
gives "refused: -x: the message" '"-x: there is no such option"' .message
reads 2 "refused: a check of all words" plan --json --no-online --zone kernel --sysroot "$root" dax0.0
gives "refused: a check of all words: the target was not tried" '[["dax0.0",2,null,null]]' "$results"
gives "refused: a check of all words: why" true '.results[0].message == .message'
acts 2 "refused: all, and nobody can be asked" detach --json all
gives "refused: all: its result" '[["all",2,null,null]]' "$results"
reads 2 "behind --, it is no option" list --sysroot "$root" -- --json
equal "behind --, it is no option: no JSON" "" "$(cat "$work/out")"
reads 0 "one of several letters" list -Jbo device --sysroot "$root"
gives "one of several letters" '["dax0.0","dax5.0"]' '[.devices[].device]'
reads 2 "one of several letters, and an error" list -Jbo colour --sysroot "$root"
rm -r "${root:?}/run/dax-kmem"
put run/dax-kmem "in the way of the lock"
acts 1 "no lock" attach --json dax0.0 dax5.0
gives "no lock: none was tried" '[["dax0.0",1,null,null],["dax5.0",1,null,null]]' "$results"
gives "no lock: why" true '.message as $why | ($why | test("/run/dax-kmem")) and all(.results[]; .message == $why)'
reads 0 "help" help --json
gives "help: a command" '["attach","TARGET...","make it RAM, every block online in the wanted zone"]' \
	'.commands[3] | [.name, .arguments, .help]'
reads 0 "attach --help" attach --help --json
gives "attach --help: its options" "$("$helper" attach --help | sed -n 's/^  .*--\([a-z-]*\).*/\1/p' | jq -R . | jq -sc .)" \
	'[.commands[].options[].name]'
reads 0 "version" version --json
gives "version" "\"$("$helper" version | sed 's/dax-kmem //')\"" .version
reads 0 "list -o help" list -Jo help
gives "list -o help" 25 '.columns | length'
reads 0 "list --state help" list -J --state help
gives "list --state help" '"devdax"' '.states[1]'

# --- the configuration
new_tree
one_devdax
mkdir -p "$root/etc"
boot='[.results[] | [.exit_code, .before.boot, .after.boot, .files]]'
own=/etc/dax-kmem.conf.d/$(uuid_of 0).conf
early_file=/etc/modprobe.d/dax-kmem-early.conf
acts 0 "enable" enable --json dax0.0
gives "enable: what was written" "[[0,\"no\",\"yes\",[\"$own\"]]]" "$boot"
gives "enable: where it is listed" "[\"$own\",2]" '.results[0].after | [.boot_file, .boot_line]'
acts 0 "enable --early" enable --json --early dax0.0
gives "enable --early: both files" "[[0,\"yes\",\"early\",[\"$own\",\"$early_file\"]]]" "$boot"
acts 0 "enable once more" enable --json dax0.0
gives "enable once more: only what modprobe is told" "[[0,\"early\",\"early\",[\"$early_file\"]]]" "$boot"
acts 3 "disable" disable --json dax0.0 "$(uuid_of 9)"
gives "disable: what was removed" "[[0,\"early\",\"no\",[\"$own\",\"$early_file\"]],[3,null,null,[]]]" "$boot"
acts 0 "enable --now" enable --now --json dax0.0
gives "enable --now: before and after" '[["dax0.0",0,"devdax","ram"]]' "$results"
acts 0 "disable --now all" disable --now --yes --json all
gives "disable --now all: the files, and the device" \
	"[[\"all\",[\"$own\"],null],[\"namespace0.0\",[],\"devdax\"]]" '[.results[] | [.target, .files, .after.state]]'
put usr/lib/dax-kmem.conf.d/50-vendor.conf "[vendor]
uuid = $(uuid_of 0)"
acts 0 "disable of a vendor's" disable --json dax0.0
gives "disable of a vendor's: the mask" '[[0,"yes","no",["/etc/dax-kmem.conf.d/50-vendor.conf"]]]' "$boot"
unlisted
put $nd/dax0.0/target_node -1
acts 0 "enable with a warning" enable --json dax0.0
gives "enable with a warning: it is there" true '.results[0].warnings | any(test("names no NUMA node"))'

# errors elsewhere do not count for what is attached, and are not named: nothing is read for it
put etc/dax-kmem.conf "[a]
uuid = $(uuid_of 7)
node = red
[b]
uuid = $(uuid_of 8)
node = 2
early = yes"
rm "$own"
acts 0 "attach, with errors in the configuration" attach --json dax0.0
equal "attach, with errors in the configuration: they are not named" 0 "$(grep -c dax-kmem.conf "$work/err")"
acts 0 "detach, with errors in the configuration" detach --json dax0.0
acts 0 "enable, with errors elsewhere" enable --json dax0.0
gives "enable, with errors elsewhere: they are none of the target" null ".results[0].message"
gives "enable, with errors elsewhere: they are said" true '.message | test("node = red")'
reads 2 "check-config" check-config --json --sysroot "$root"
gives "check-config: the errors" \
	'[{"file":"/etc/dax-kmem.conf","line":3,"message":"node = red: it takes auto, or a number from 0 to 1023"}]' .errors
gives "check-config: numbers and truths" '[[true,null,false],[false,2,true],[false,null,false]]' \
	'[.sections[] | [.doubtful, .node, .early]]'
chmod 666 "$root/etc/dax-kmem.conf"
reads 2 "check-config: a whole file" check-config --json --sysroot "$root"
gives "check-config: a whole file" '[["/etc/dax-kmem.conf",null]]' '[.errors[] | [.file, .line]]'

# --- auto
new_tree
two_devdax
acts 0 "auto, and nothing is listed" auto --json dax0.0
gives "auto, and nothing is listed" '[["dax0.0",0,null,null]]' "$results"
put etc/dax-kmem.conf "[a]
uuid = $(uuid_of 0)"
acts 0 "auto" auto --json
gives "auto: each instance" '[["dax0.0",0,"devdax","ram"],["dax1.0",0,null,null]]' "$results"
acts 0 "auto of one that is RAM" auto --json dax0.0
gives "auto of one that is RAM" '[["dax0.0",0,"ram","ram"]]' "$results"
acts 0 "auto of none" auto --json dax9.0
gives "auto of none" '[["dax9.0",0,null,null]]' "$results"
put proc/cmdline "dax_kmem.disable=maybe"
acts 2 "auto, and nobody knows whether it is off" auto --json dax0.0
gives "auto, and nobody knows whether it is off: why" true '.results[0].message | test("neither yes nor no")'

# --- the schema: each key is described, in the manual page too; and what it does not allow is found
equal "the schema: each key is described" '[]' \
	"$(jq -c '[.. | objects | select(.additionalProperties == false) | .properties | to_entries[] |
		select(.value | has("description") or has("$ref") | not) | .key]' "$schema")"
equal "the schema: the manual page has each key" "" \
	"$(jq -r '[.. | objects | select(.additionalProperties == false) | .properties | keys[]] | unique[]' "$schema" |
		while read -r key; do grep -qF "*$key*" "$man" || echo "$key"; done)"
acts 3 "a run to spoil" plan --json dax0.0 dax9.0
cp "$work/out" "$work/good"
spoiled() {	# DESCRIPTION COMMAND...: what the check says of what the command makes of a good output
	description=$1
	shift
	rm -rf "$work/spoiled"
	mkdir "$work/spoiled"
	"$@" < "$work/good" > "$work/spoiled/1.out"
	cp "$work/err" "$work/spoiled/1.err"
	echo 3 > "$work/spoiled/1.code"
	echo "$description" > "$work/spoiled/1.words"
	rc=0
	"$here/check-json" "$work/spoiled" > "$work/said" 2>&1 || rc=$?
}
finds() {	# DESCRIPTION COMMAND...
	spoiled "$@"
	equal "the check finds: $1" "1 1" "$rc $(grep -c "^$1: " "$work/said")"
}
check_finds() {
	spoiled "nothing" cat
	equal "the check finds nothing in a good one" 0 "$rc"
	finds "a number as a text" jq '.plans[0].size |= tostring'
	finds "a truth as a number" jq '.plans[0].lost_end = true'
	finds "a key that is not documented" jq '.plans[0].colour = "red"'
	finds "a result without a state" jq 'del(.results[0].before)'
	finds "an empty text" jq '.results[1].message = ""'
	finds "no message key" jq 'del(.message)'
	finds "no result" jq 'del(.results)'
	finds "what another command has" jq '.status = {}'
	finds "boot, which plan does not read" jq '.results[0].before.boot = "no"'
	finds "another exit code than that of the run" jq '.exit_code = 0'
	finds "a higher exit code of a target" jq '.results[0].exit_code = 9'
	finds "two objects" sed '$a{}'
	finds "no object" true
	finds "a key twice" sed '2i"command": "plan",'
	echo '{"event":"message","level":"loud","text":"x"}' > "$work/err"
	finds "a line of standard error" cat
	echo "text" > "$work/err"
	finds "a line of standard error that is no JSON" cat
	rm -r "$work/spoiled"
	mkdir "$work/spoiled"
	refused "the check finds that there is nothing to check" "$here/check-json" "$work/spoiled"
}
if python3 -c "import jsonschema" 2> /dev/null; then
	check_finds
else
	skip "the check finds what is wrong" "there is no python3-jsonschema"
fi
