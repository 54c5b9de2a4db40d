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
# The best of some rounds: this is about the kernel's cost, not about who else uses this machine.
is_flat() {	# DIRECTION WORD
	local count second last
	read -r count second last << end
$(costs "/tmp/$1" "$2")
end
	echo "# $1: $count blocks; us a block in the second eighth and in the last: $second $last" >&3
	equal "$1: every block is written to" "$total" "$count"
	[ $((last * 2)) -le $((second * 3)) ]
}
dax-kmem attach -q --no-online "$uuid"
total=$(block_list "$dax" | wc -l)
dax-kmem detach -q "$uuid"
attach_is_flat=no
detach_is_flat=no
round=0
while [ $round -lt 5 ] && [ $attach_is_flat$detach_is_flat != yesyes ]; do
	dax-kmem attach -v "$uuid" 2> /tmp/attach
	equal "attach" 0 $?
	is_flat attach online_movable && attach_is_flat=yes
	dax-kmem detach -v "$uuid" 2> /tmp/detach
	equal "detach" 0 $?
	is_flat detach offline && detach_is_flat=yes
	round=$((round + 1))
done
equal "attach: the last eighth costs no more than the second" yes $attach_is_flat
equal "detach: the last eighth costs no more than the second" yes $detach_is_flat

calls() {	# WORDS...: how many system calls it makes, with its children
	strace -f -c -o /tmp/calls dax-kmem "$@" > /dev/null 2>&1
	awk '$NF == "total" { print $4; exit }' /tmp/calls
}
dax-kmem attach -q --no-online "$uuid"
whole=$(calls attach -q "$uuid")
fixed=$(calls attach -q "$uuid")
echo "# attach: $whole system calls for $total blocks, $fixed when there is nothing to do" >&3
# half a call a block is room for what is done once in a run: the fourth would be twice that
check "online: three system calls a block" test $((whole - fixed)) -le $((total * 3 + total / 2))
whole=$(calls detach -q "$uuid")
echo "# detach: $whole system calls" >&3
check "offline: three too" test $((whole - fixed)) -le $((total * 3 + total / 2))
