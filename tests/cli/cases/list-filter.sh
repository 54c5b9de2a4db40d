# SPDX-License-Identifier: GPL-2.0-only
# shellcheck shell=sh disable=SC2154 # set by tests/cli/case.sh
# Which instances list shows: those of the targets, and of these those that fit every filter.
lists() {	# DESCRIPTION DEVICES WORDS...
	description=$1
	expected=$2
	shift 2
	reads 0 "$description" list -n -o device --sysroot "$root" "$@"
	equal "$description: which" "$expected" "$(sed 's/^dax\(.*\)\.0$/\1/' "$work/out" | xargs)"
}

new_tree
two_buses
lists "all" "0 1 2 3 4"
lists "a target" 1 dax1.0
lists "targets, each once and in the order of the machine" "1 3" namespace3.0 "$(uuid_of 1)" /dev/dax1.0
lists "a region" 2 --region region2
lists "regions, by name and by number" "0 3" --region 3,region0
lists "a region whose number begins alike" "" --region region
lists "a bus" "0 1 2 3" --bus ndbus0
lists "a bus, by number" 4 --bus 1
lists "buses, by their providers" "0 1 2 3 4" --bus e820,ACPI.NFIT
lists "no such bus" "" --bus 2
says "no such bus: it says so" "no instance fits; 'dax-kmem list' alone shows all"
lists "a node" "0 1 2 3" --node 1
lists "a range of nodes" "0 1 2 3 4" --node 0,1-2
lists "a filter twice: the last one counts" 4 --node 1 --node 2
lists "filters and targets: what fits all" 1 --bus ndbus0 --region 1,2,4 --node 1-3 dax0.0 dax1.0 dax4.0
reads 0 "list --json of none" list --json --bus 2 --sysroot "$root"
equal "list --json of none: a document" '[]' "$(jq -c .devices "$work/out")"
reads 0 "list --blocks of one" list --blocks --sysroot "$root" --region 2
equal "list --blocks of one: which" "namespace2.0" "$(grep -o 'namespace[0-9].0' "$work/out")"
reads 3 "a target that does not exist" list -n -o device --sysroot "$root" dax1.0 dax9.0
says "a target that does not exist: the same message as elsewhere" "dax9.0: no such device-dax instance;"
equal "a target that does not exist: the others" dax1.0 "$(cat "$work/out")"
reads 3 "no target that exists" list --sysroot "$root" dax9.0
equal "no target that exists: no table" "" "$(cat "$work/out")"
equal "no target that exists: one message" 1 "$(wc -l < "$work/err")"
reads 2 "what is no target" list --sysroot "$root" colour
says "what is no target" "colour: not a target;"

new_tree
all_states
lists "a state" "1 6 7" --state ram
lists "states" "2 4 5" --state unbound,partial,other
lists "a state and a node" "" --state ram --node 0
lists "a state and targets" 3 --state offline,partial dax3.0 dax0.0
lists "a region, where no link leads to a bus" 6 --region 6
lists "a bus, where no link leads to it" "" --bus 0
reads 2 "no such state" list --state ram,blue --sysroot "$root"
says "no such state: which there are" \
	"--state blue: there is no such state; choose from locked, devdax, ram, partial, offline, unbound, other"
reads 0 "the names of the states" list --state help
equal "the names of the states" "locked devdax ram partial offline unbound other" "$(xargs < "$work/out")"
for nodes in "" x "1," ,1 "1-," -1 1--2 1-2-3 0x1; do
	reads 2 "--node '$nodes'" list --node "$nodes" --sysroot "$root"
	says "--node '$nodes': what it takes" "give the numbers of nodes, as in 0, 1,3 or 0-2"
done

# who may not see the blocks, does not learn the state: an incomplete answer is said to be so
as_nobody() {
	chmod -R go+rX "$root"
	chmod 400 "$root/$nd/dax1.0/dax_kmem/range"
	setpriv --reuid=65534 --regid=65534 --clear-groups "$helper" list -n -o device --state ram \
		--sysroot "$root" > "$work/out" 2> "$work/err"
	equal "a state that is not known: not listed" "dax6.0 dax7.0" "$(xargs < "$work/out")"
	says "a state that is not known: it says so" "only root can see memory blocks"
}
as_root "a state that is not known" as_nobody
