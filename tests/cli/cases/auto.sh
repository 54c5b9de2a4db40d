# SPDX-License-Identifier: GPL-2.0-only
# auto, where the memory is dax_kmem's already: by hand, or taken early.
listed() {	# KEY = VALUE
	put etc/dax-kmem.conf "[ram]
uuid = $(uuid_of 0)
$1"
}

# by hand: the unit that is started for it does not argue
new_tree
one_devdax
listed "memmap = pmem"
acts 0 "by hand, other memmap: attach" attach --memmap dram dax0.0
acts 0 "by hand, other memmap: auto" auto dax0.0
says "by hand, other memmap: it says so" "it is RAM already, and stays as it is"
acts 0 "by hand, other memmap: detach" detach dax0.0
listed "zone = kernel"
acts 0 "by hand, other zone: attach" attach dax0.0
acts 0 "by hand, other zone: auto" auto dax0.0
equal "by hand, other zone: nothing written" "" "$(cat "$root/log" 2> /dev/null)"
equal "by hand, other zone: it stays" 4 "$(count_blocks online Movable)"
acts 0 "by hand, other zone: auto for all" auto
equal "by hand, other zone: who says auto for all means it" 4 "$(count_blocks online Normal)"
acts 0 "by hand, other zone: detach" detach dax0.0

# taken early by an initramfs that knows other options: RAM, with what there is
for wish in "memmap = pmem" "node = 2" "zone = kernel"; do
	acts 0 "early, other $wish: attach" attach --no-online dax0.0
	put $early "$(uuid_of 0)"
	listed "$wish"
	acts 0 "early, other $wish: auto" auto dax0.0
	case $wish in
	zone*)
		equal "early, other $wish: RAM as listed" 4 "$(count_blocks online Normal)"
		;;
	*)
		equal "early, other $wish: RAM" 4 "$(count_blocks online Movable)"
		says "early, other $wish: it says so" "as listed, before it is detached and attached"
		;;
	esac
	acts 0 "early, other $wish: detach" detach dax0.0
done

# refused: persistent memory, as if it had not been taken
acts 0 "early, refused: attach" attach --no-online dax0.0
twin
acts 3 "early, refused: auto, two with one UUID" auto dax0.0
equal "early, refused: it is given back" "dax_pmem dax_pmem" "$(driver_of 0) $(driver_of 1)"
rm -r "${root:?}/$nd/dax1.0"
acts 0 "early, a busy block: attach" attach --no-online dax0.0
FAKE_FAIL="memory36/state:16" acts 6 "early, a busy block: auto" auto dax0.0
equal "early, a busy block: it is given back" dax_pmem "$(driver_of 0)"
acts 0 "by hand, a busy block: attach" attach --no-online dax0.0
put $early "$(uuid_of 7)"
FAKE_FAIL="memory36/state:16" acts 6 "by hand, a busy block: auto" auto dax0.0
equal "by hand, a busy block: it stays with dax_kmem" dax_kmem "$(driver_of 0)"

# the configuration counts as it is when its turn has come
new_tree
one_devdax
listed "zone = kernel"
mkdir -p "$root/run/dax-kmem"
mkfifo "$work/go"
flock "$root/run/dax-kmem/lock" sh -c "read -r line < '$work/go'; rm '$root/etc/dax-kmem.conf'" &
wait_until sh -c "! flock -n '$root/run/dax-kmem/lock' true"
(wait_until grep -q "waiting for another run" "$work/err"; echo > "$work/go") &
acts 0 "auto for all, and a disable before its turn" auto
equal "auto for all, and a disable before its turn: not attached" dax_pmem "$(driver_of 0)"
wait
