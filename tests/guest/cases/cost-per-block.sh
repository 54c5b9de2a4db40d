# SPDX-License-Identifier: GPL-2.0-only
# runs: once
# not-on: *-dkm-debug a debug kernel gives no figures
# nvdimm: 48G
# memory: 3072
# seconds: 400
# 48 GiB: what a block costs does not grow with their number, in both directions; and at most three
# system calls are made for one.
load_pmem
make_devdax

# costs FILE WORD: how many writes of WORD; the medians of their second and their last eighth, in us
costs() {
	sed -n "s/.*memory[0-9]*\/state $2: ok, \([0-9]*\) us/\1/p" "$1" > /tmp/us
	local all eighth
	all=$(wc -l < /tmp/us)
	eighth=$((all / 8))
	echo "$all $(head -n $((2 * eighth)) /tmp/us | tail -n $eighth | median $eighth)" \
		"$(tail -n $eighth /tmp/us | median $eighth)"
}
median() {	# COUNT
	sort -n | sed -n "$(($1 / 2 + 1))p"
}
# the better of two rounds: this is about the kernel's cost, not about who else uses this machine
flat() {	# DESCRIPTION FILE FILE WORD
	local blocks_1 second_1 last_1 blocks_2 second_2 last_2
	read -r blocks_1 second_1 last_1 << end
$(costs "$2" "$4")
end
	read -r blocks_2 second_2 last_2 << end
$(costs "$3" "$4")
end
	echo "# $1: $blocks_1 blocks; us a block in the second eighth and in the last: $second_1 $last_1, again: $second_2 $last_2" >&3
	equal "$1: as many blocks again" "$blocks_1" "$blocks_2"
	check "$1: the last eighth costs no more than the second" test \
		$((last_1 * 2 <= second_1 * 3 || last_2 * 2 <= second_2 * 3)) = 1
}
for round in 1 2; do
	dax-kmem attach -v "$uuid" 2> /tmp/attach.$round
	equal "attach" 0 $?
	dax-kmem detach -v "$uuid" 2> /tmp/detach.$round
	equal "detach" 0 $?
done
flat attach /tmp/attach.1 /tmp/attach.2 online_movable
flat detach /tmp/detach.1 /tmp/detach.2 offline

calls() {	# WORDS...: how many system calls it makes, with its children
	strace -f -c -o /tmp/calls dax-kmem "$@" > /dev/null 2>&1
	awk '$NF == "total" { print $4; exit }' /tmp/calls
}
dax-kmem attach -q --no-online "$uuid"
whole=$(calls attach -q "$uuid")
fixed=$(calls attach -q "$uuid")
total=$(block_list "$dax" | wc -l)
echo "# attach: $whole system calls for $total blocks, $fixed when there is nothing to do" >&3
# half a call a block is room for what is done once in a run: the fourth would be twice that
check "online: three system calls a block" test $((whole - fixed)) -le $((total * 3 + total / 2))
whole=$(calls detach -q "$uuid")
echo "# detach: $whole system calls" >&3
check "offline: three too" test $((whole - fixed)) -le $((total * 3 + total / 2))
