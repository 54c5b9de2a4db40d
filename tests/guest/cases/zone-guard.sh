# SPDX-License-Identifier: GPL-2.0-only
# runs: every-kernel
# not-on-arch: arm64 only x86 sets memory aside by memmap=
# boots: 2
# nvdimm: none
# memory: 3072
# cmdline: memmap=1G%4G-1+0xefffffff
# seconds: 300
# Soft-reserved memory that the kernel's own kmem makes RAM of. In the first boot it goes online in a kernel zone, as the
# kernel likes. In the second one dax_zone_guard is told of its range before kmem takes it: no block goes online but in
# zone movable, whoever tries.
parameters=/sys/module/dax_zone_guard/parameters
kmem=/sys/bus/dax/drivers/kmem
start=$((0x100000000))
range=0x100000000-0x13fffffff
first=$((start / block_size))
last=$(((start + 0x40000000) / block_size - 1))
denied="Operation not permitted"

modprobe dax_hmem
modprobe device_dax
hmem=$(hmem_device)
check "there is soft-reserved memory" test -n "$hmem"

# from 6.3 on it is kmem's by itself; before that it is device_dax's
bind() {
	local driver
	modprobe kmem
	driver=$(readlink /sys/bus/dax/devices/"$hmem"/driver)
	case ${driver##*/} in
	kmem) return 0 ;;
	device_dax)
		echo "$hmem" > /sys/bus/dax/drivers/device_dax/unbind
		echo "$hmem" > $kmem/new_id ;;
	*) echo "$hmem" > $kmem/bind ;;
	esac
}

unbind() {
	local n
	for n in $(seq $first $last); do
		block_has "$n" state offline || echo offline > $blocks/memory"$n"/state || return 1
	done
	echo "$hmem" > $kmem/unbind && test ! -e $blocks/memory$first
}

# online_in ZONE-NAME: how many blocks are
online_in() {
	local n count=0
	for n in $(seq $first $last); do
		! block_has "$n" state online || ! block_has "$n" valid_zones "$1" || count=$((count + 1))
	done
	echo $count
}

offline_blocks() {
	local n count=0
	for n in $(seq $first $last); do
		! block_has "$n" state offline || count=$((count + 1))
	done
	echo $count
}

all_movable() {
	local n
	for n in $(seq $first $last); do
		# somebody else may have brought it online meanwhile
		echo online_movable > $blocks/memory"$n"/state 2> /dev/null
	done
	equal "$1" $((last - first + 1)) "$(online_in Movable)"
}

said() {
	dmesg | grep -qF "dax_zone_guard: $1"
}

# modprobe_d RANGES: what has the guard loaded before kmem
modprobe_d() {
	mkdir -p /etc/modprobe.d
	printf 'options dax_zone_guard ranges=%s\nsoftdep kmem pre: dax_zone_guard\n' "$1" > /etc/modprobe.d/zone-guard.conf
}

equal "there are eight blocks" 8 $((last - first + 1))
echo online > $blocks/auto_online_blocks
if [ "$BOOT" = 1 ]; then
	modprobe_d wrong
	check "a guard that cannot be loaded does not keep kmem from the memory" bind
	check "it was to be loaded" said "ranges=: 'wrong' is no range"
	rm /etc/modprobe.d/zone-guard.conf
	equal "without the guard: the kernel's policy chooses a kernel zone" 8 "$(online_in Normal)"
	check "the module is loaded when it is too late" modprobe dax_zone_guard ranges=$range
	equal "what is online stays as it is" 8 "$(online_in Normal)"
	check "and the module can go" rmmod dax_zone_guard
	return
fi

# --- what is wrong in ranges= keeps the module from loading

for wrong in 0x100000000 100000000-13fffffff $range:auto $range:Movable $range: "$range,"  "$range,,$range" 0x2-0x1 \
	0x1-0x10000000000000000 "0x1-0x2,$range,0x13fffffff-0x140000000"; do
	refused "ranges=$wrong: refused" modprobe dax_zone_guard "ranges=$wrong"
done
refused "new_range= is no option of modprobe's" modprobe dax_zone_guard new_range=$range
check "the log names what is wrong" said "ranges=: '0x2-0x1' is no range: it has to be"
check "and what overlaps" said "ranges=: 0x13fffffff-0x140000000 overlaps $range, which is listed"
check "and what takes the place of new_range=" \
	said "new_range: not while the module is loaded or unloaded; ranges= lists ranges from the start"
check "nothing is left of it" test ! -e /sys/module/dax_zone_guard

# --- it holds against the policy from the first block on, and the zone can be changed

equal "it needs no other module" "" "$(modinfo -F depends dax_zone_guard)"
modprobe_d $range,0x1000-0x1fff:kernel
check "kmem takes the memory, and before that the guard is loaded" bind
rm /etc/modprobe.d/zone-guard.conf
equal "the list" "$range zone=movable
0x1000-0x1fff zone=kernel" "$(cat $parameters/ranges)"
equal "the files are root's alone" "400 200 200" "$(stat -c %a $parameters/ranges $parameters/new_range \
	$parameters/remove_range | xargs)"
equal "under the policy online no block is online" 8 "$(offline_blocks)"
check "the log says why" said "$range: 0x100000000 not onlined in a kernel zone: zone=movable was requested"
write_fails "nobody brings a block online in a kernel zone" online_kernel $blocks/memory$first/state "$denied"
write_fails "nor where the kernel likes" online $blocks/memory$last/state "$denied"
check "another zone for the same range" write "$range zone=kernel" $parameters/new_range
equal "the list has it once" "$range zone=kernel
0x1000-0x1fff zone=kernel" "$(cat $parameters/ranges)"
write_fails "now zone movable is refused" online_movable $blocks/memory$first/state "$denied"
check "the log says that, too" \
	said "$range: 0x100000000 not onlined in a movable zone: zone=kernel was requested"
check "without a zone it is movable again" write $range $parameters/new_range
write_fails "and the other one is refused" online_kernel $blocks/memory$first/state "$denied"
all_movable "all blocks go online in zone movable"
check "kmem gives it back" unbind

# --- and against somebody who brings online whatever there is

wrong=0
rounds=0
for round in 1 2 3 4; do
	start_onliner
	bind
	wrong=$((wrong + $(online_in Normal)))
	all_movable "beside a busy onliner, round $round: zone movable"
	stop_onliner
	[ "$(online_in Movable)" = 8 ] && unbind && rounds=$((rounds + 1))
done
equal "beside a busy onliner, no block was in a kernel zone" "0 in 4 rounds" "$wrong in $rounds rounds"

# --- the list is changed while the module is there

before=$(cat $parameters/ranges)
for wrong in "" x 0x1 0x1- -0x1 1-2 0x-0x1 0x1-0x2-0x3 " 0x1-0x2" "0x1-0x2 " "0x1-0x2  zone=kernel" "0x1-0x2 zone=" \
	"0x1-0x2 zone=auto" "0x1-0x2 zone=kernel zone=kernel" "0x1-0x2 kernel" 0x1-0x2:kernel 0x2-0x1 0x1-0x0x2 \
	"0x1-0x2 zone=kernel	" +0x1-0x2 0x1-0x12345678901234567 \
	0x00000000000000000000000000000000000000000000000000000000000001-0x2; do
	write_fails "new_range: '$wrong' is refused" "$wrong" $parameters/new_range "Invalid argument"
done
write_fails "new_range: two lines are refused" "$(printf '0x1-0x2\n0x3-0x4')" $parameters/new_range "Invalid argument"
write_fails "remove_range: so is it there" 0x1 $parameters/remove_range "Invalid argument"
check "the log says what it has to be" said "new_range: '0x1-0x2 kernel' is no range: it has to be 0xSTART-0xEND, with END\
 its last byte, and then nothing, ' zone=movable' or ' zone=kernel'"
for wrong in 0x0-0x100000000 0x13fffffff-0x140000000 0x110000000-0x110000fff 0x0-0xffffffffffffffff; do
	write_fails "new_range: $wrong overlaps" "$wrong" $parameters/new_range "File exists"
done
check "the log names both" said "new_range: 0x110000000-0x110000fff overlaps $range, which is listed"
for wrong in 0x2000-0x2fff 0x100000000-0x13ffffffe 0x0-0xffffffffffffffff; do
	write_fails "remove_range: $wrong is not listed" "$wrong" $parameters/remove_range "No such file or directory"
done
equal "all of that has changed nothing" "$before" "$(cat $parameters/ranges)"

check "a range goes" write 0x1000-0x1fff $parameters/remove_range
n=1
while [ $n -lt 64 ]; do
	write "$(printf '0x%x-0x%x' $((n * 4096)) $((n * 4096 + 4095)))" $parameters/new_range || break
	n=$((n + 1))
done
equal "there is room for 64 ranges" 64 "$(wc -l < $parameters/ranges)"
write_fails "and for no more" 0x0-0x0 $parameters/new_range "No space left on device"
check "the log says so" said "new_range: 0x0-0x0 is one range too many, as 64 are listed"
check "which are all in the list" grep -qx "0x3f000-0x3ffff zone=movable" $parameters/ranges
n=1
while [ $n -lt 64 ]; do
	write "$(printf '0x%x-0x%x zone=movable' $((n * 4096)) $((n * 4096 + 4095)))" $parameters/remove_range || break
	n=$((n + 1))
done
equal "all of them go again" "$range zone=movable" "$(cat $parameters/ranges)"

# --- what is not whole blocks counts for each block that it touches

check "kmem takes the memory once more" bind
check "the range is guarded no longer" write $range $parameters/remove_range
equal "the list is empty" "" "$(cat $parameters/ranges)"
# the last byte of the second block, and the first one of the third
small=$(printf '0x%x-0x%x' $((start + 2 * block_size - 1)) $((start + 2 * block_size)))
check "two bytes, each in another block" write "$small" $parameters/new_range
write_fails "the block that they begin in" online_kernel $blocks/memory$((first + 1))/state "$denied"
write_fails "and the one that they end in" online_kernel $blocks/memory$((first + 2))/state "$denied"
check "the block before goes where it is told" write online_kernel $blocks/memory$first/state
check "and so does the one behind" write online_kernel $blocks/memory$((first + 3))/state
equal "two are in a kernel zone" 2 "$(online_in Normal)"
other=$(printf '0x%x-0x%x' $((start + block_size)) $((start + block_size)))
check "somebody wants another zone in one of these blocks" write "$other zone=kernel" $parameters/new_range
write_fails "it goes online in neither: not movable" online_movable $blocks/memory$((first + 1))/state "$denied"
write_fails "and not kernel" online_kernel $blocks/memory$((first + 1))/state "$denied"

# --- without the module nothing is guarded

check "the module goes, with ranges in its list" rmmod dax_zone_guard
check "blocks go online in any zone" write online_kernel $blocks/memory$((first + 1))/state
check "in movable, too" write online_movable $blocks/memory$last/state
check "it can be loaded again, without a word" modprobe dax_zone_guard
equal "the list begins empty" "" "$(cat $parameters/ranges)"
check "no block is refused" write online_kernel $blocks/memory$((first + 2))/state

# --- it comes and goes while a block goes online and offline, and while its files are written to

touch /tmp/busy
turns=0
while [ -e /tmp/busy ]; do
	write offline $blocks/memory$last/state && write online_movable $blocks/memory$last/state && turns=$((turns + 1))
	echo $turns > /tmp/turns
done &
while [ -e /tmp/busy ]; do
	echo 0x1000-0x1fff > $parameters/new_range
	cat $parameters/ranges
	echo 0x1000-0x1fff > $parameters/remove_range
done > /dev/null 2>&1 &
came=0
for round in $(seq 10); do
	rmmod dax_zone_guard && modprobe dax_zone_guard ranges=$range && came=$((came + 1))
done
rm /tmp/busy
wait
equal "the module has come and gone" 10 $came
check "the block has gone online meanwhile" test "$(cat /tmp/turns)" -gt 5
equal "the list at the end" "$range zone=movable" "$(cat $parameters/ranges)"
check "that block goes offline" write offline $blocks/memory$last/state
write_fails "and is guarded" online_kernel $blocks/memory$last/state "$denied"
