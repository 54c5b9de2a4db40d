# SPDX-License-Identifier: GPL-2.0-only
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
flat() {	# DESCRIPTION BLOCKS SECOND LAST
	echo "# $1: $2 blocks, $3 us a block in the second eighth, $4 us in the last" >&3
	check "$1: the last eighth costs no more ($4 us a block, $3 in the second)" \
		test "$4" -le $(($3 * 3 / 2))
}
dax-kmem attach -v "$uuid" 2> /tmp/attach
equal "attach" 0 $?
flat attach $(costs /tmp/attach online_movable)
dax-kmem detach -v "$uuid" 2> /tmp/detach
equal "detach" 0 $?
flat detach $(costs /tmp/detach offline)

calls() {	# WORDS...: how many system calls it makes, with its children
	strace -f -c -o /tmp/calls dax-kmem "$@" > /dev/null 2>&1
	awk '$NF == "total" { print $4; exit }' /tmp/calls
}
fixed=$(calls attach -q --no-online "$uuid")
whole=$(calls attach -q "$uuid")
total=$(block_list "$dax" | wc -l)
echo "# attach --no-online: $fixed system calls; then $total blocks online: $whole" >&3
check "online: at most three system calls a block, and fewer than before for the rest" \
	test $((whole - fixed)) -le $((total * 3))
whole=$(calls detach -q "$uuid")
echo "# detach: $whole system calls" >&3
check "offline: at most three a block too" test $((whole - fixed)) -le $((total * 3))
