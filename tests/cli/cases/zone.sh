# SPDX-License-Identifier: GPL-2.0-only
# The way back where the module's guard demands another zone than the one that blocks were in.
zone_file=$nd/dax0.0/dax_kmem/zone

# asks WHAT ZONE: which zone the guard demands
asks() {
	equal "$1: the zone that is asked for" "$2" "$(cat "$root/$zone_file")"
}

attached() {	# ZONE
	new_tree
	one_devdax
	acts 0 "attach --zone $1" attach --zone "$1" dax0.0
}

# At the write to @1, before it takes effect: all that runs in the session of the attach ends.
killed_at() {	# PATH ZONE
	rc=0
	FAKE_HOOK="$1:kill -9 0" faked setsid -w "$helper" attach --zone "$2" --sysroot "$root" dax0.0 \
		> "$work/out" 2> "$work/err" || rc=$?
	equal "killed at $1" 137 $rc
}

# --- killed before the first block moves
attached movable
killed_at memory33/state kernel
asks "killed" kernel
FAKE_FAIL=memory36/state:16 acts 6 "killed, then a detach that is refused" detach dax0.0
says "killed, then a detach that is refused: it says so" \
	"all memory is online as before, nothing has changed"
equal "killed, then a detach that is refused: where they were" 4 "$(count_blocks online Movable)"
asks "killed, then a detach that is refused" kernel
acts 6 "killed, then attach" attach dax0.0
says "killed, then attach: it says why" \
	"4 of 4 blocks are online, in zone movable, but zone kernel was requested"
equal "killed, then attach: no write" "" "$(cat "$root/log" 2>/dev/null)"
acts 0 "killed, then the same again" attach --zone kernel dax0.0
equal "killed, then the same again: finished" 4 "$(count_blocks online Normal)"

# --- killed between blocks: one has moved, the next is offline
attached movable
killed_at memory36/state kernel
put $memory/memory36/state offline
put $memory/memory36/valid_zones "Normal Movable"
rm "$root/$nd/dax0.0/dax_kmem/blocks"
FAKE_FAIL=memory34/state:16 acts 6 "half moved, then a detach that is refused" detach dax0.0
says "half moved, then a detach that is refused: it says so" \
	"what was online is online as before"
equal "half moved, then a detach that is refused: movable" 2 "$(count_blocks online Movable)"
equal "half moved, then a detach that is refused: kernel" 1 "$(count_blocks online Normal)"
asks "half moved, then a detach that is refused" kernel
acts 6 "half moved, then attach" attach dax0.0
equal "half moved, then attach: nothing more in a kernel zone" 1 "$(count_blocks online Normal)"
acts 0 "half moved, then back" attach --zone movable dax0.0
equal "half moved, then back: all of it" 4 "$(count_blocks online Movable)"
acts 0 "half moved, then detach" detach dax0.0

# --- somebody writes zone
attached kernel
put $zone_file movable
FAKE_FAIL=dax_kmem/unbind:5 acts 6 "written, then a detach that fails" detach dax0.0
equal "written, then a detach that fails: where they were" 4 "$(count_blocks online Normal)"
asks "written, then a detach that fails" movable
acts 0 "written, then attach --no-online" attach --no-online dax0.0
FAKE_FAIL=memory35/state:16 acts 6 "written, then a move that fails" attach --zone movable dax0.0
equal "written, then a move that fails: where they were" 4 "$(count_blocks online Normal)"
acts 0 "written, then attach --zone auto" attach --zone auto dax0.0
equal "written, then attach --zone auto: they stay" 4 "$(count_blocks online Normal)"
acts 0 "written, then attach without a wish" attach dax0.0

# --- taken over with another zone asked for, as bind does it
new_tree
one_devdax
rm -r "${root:?}/$nd/dax0.0/driver" "$root/$nd/dax0.0/dax0.0"
link $nd/dax0.0/driver ../../drivers/dax_kmem
ram 0 33 4 Movable
put $zone_file kernel
FAKE_FAIL=memory36/state:16 \
	acts 6 "taken over, then a detach that is refused" detach dax0.0
equal "taken over, then a detach that is refused: as they were" 4 "$(count_blocks online Movable)"
asks "taken over, then a detach that is refused" kernel
acts 0 "taken over, then detach" detach dax0.0

# --- the guard itself resists
attached kernel
FAKE_FAIL="memory35/state:12 dax_kmem/zone:5:2" acts 6 "a zone that is not restored at once" \
	attach --zone movable dax0.0
equal "a zone that is not restored at once: they are back" 4 "$(count_blocks online Normal)"
asks "a zone that is not restored at once" kernel
# every write but the first
FAKE_FAIL="memory35/state:12$(printf ' zone:5:2%.0s' $(seq 20))" \
	acts 6 "a zone that is not restored" attach --zone movable dax0.0
says "a zone that is not restored: it says so" "its zone stays movable, which was kernel"
says "a zone that is not restored: nor are blocks" "2 of 4 blocks are not where they were"
