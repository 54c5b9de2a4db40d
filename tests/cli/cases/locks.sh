# SPDX-License-Identifier: GPL-2.0-only
# A device that the kernel keeps locked: who reads its size waits, as the reader of a pipe does into
# which nobody writes. That keeps nobody who works on another one.
# A command that does wait is ended, so that the case goes on.
printf '#!/bin/sh\nexec timeout 60 "%s" "$@"\n' "$helper" > "$work/helper"
chmod 755 "$work/helper"
helper=$work/helper
new_tree
machine
for n in 0 1 2; do
	instance $n dax_pmem 0x$((n + 1))00200000 671088640
	chardev $n device_dax
done
lock() {	# NUMBER
	for file in resource size; do
		mv "$root/$nd/dax$1.0/$file" "$work/$file$1"
		mkfifo "$root/$nd/dax$1.0/$file"
	done
}
unlock() {	# NUMBER: whoever waits is let go
	for file in resource size; do
		mv "$root/$nd/dax$1.0/$file" "$work/pipe"
		mv "$work/$file$1" "$root/$nd/dax$1.0/$file"
		: <> "$work/pipe"
		rm "$work/pipe"
	done
}
mkdir -p "$root/etc"
lock 1

# three that wait for it at the same time; its own plan waits longest
(
	"$helper" plan --sysroot "$root" dax1.0 > /dev/null 2> "$work/planned"
	echo $? >> "$work/planned"
) &
slow=$!
reads 0 "list" list --sysroot "$root"
equal "list: all that there are, and which one is locked" "dax0.0 devdax
dax1.0 locked
dax2.0 devdax" "$(awk 'NR > 1 { print $2, $3 }' "$work/out")"
says "list: it says what that means" "dax1.0: the kernel keeps this device locked"
reads 0 "list --json" list --json --sysroot "$root" -o device,state,size
equal "list --json: the state, and no size" '["dax1.0","locked",null]' \
	"$(tr -d ' \n' < "$work/out" | grep -o '{"device":"dax1.0"[^}]*}' |
		sed 's/"[a-z]*"://g; s/^{/[/; s/}$/]/')"
reads 0 "list --blocks" list --blocks --sysroot "$root"
prints "list --blocks: why nothing is drawn" \
	"its place is not known: the kernel keeps the device locked"

reads 0 "plan of another" plan --sysroot "$root" dax0.0
acts 0 "attach of another" attach dax0.0
equal "attach of another: it is RAM" "dax_kmem dax_pmem" "$(driver_of 0) $(driver_of 1)"
acts 0 "detach of another" detach dax0.0
acts 0 "enable of another" enable dax0.0
acts 0 "auto of another" auto dax0.0
equal "auto of another: it is RAM" dax_kmem "$(driver_of 0)"
acts 0 "enable of the locked one" enable --json dax1.0
equal "enable of the locked one: JSON says that it is" '["locked","locked"]' \
	"$(jq -c '.results[0] | [.before, .after | .state]' "$work/out")"
acts 0 "disable of the locked one" disable dax1.0

wait $slow
equal "plan of the locked one: the kernel did not answer" 10 "$(tail -n 1 "$work/planned")"
equal "plan of the locked one: it is named" 1 \
	"$(grep -c "dax1.0: $(uuid_of 1): the kernel keeps" "$work/planned")"

# at boot
put etc/dax-kmem.conf "[a]
uuid = $(uuid_of 1)
[b]
uuid = $(uuid_of 2)"
acts 10 "auto" auto --json --timeout 4
equal "auto: JSON of each" '[["dax0.0",0,"ram"],["dax1.0",10,null],["dax2.0",0,"ram"]]' \
	"$(jq -c '[.results[] | [.target, .exit_code, .after.state]]' "$work/out")"
equal "auto: it attaches all others" "dax_kmem dax_pmem dax_kmem" \
	"$(driver_of 0) $(driver_of 1) $(driver_of 2)"
says "auto: it names the locked one" "dax1.0: $(uuid_of 1): the kernel keeps this device locked"
start=$(date +%s)
acts 10 "auto of the locked one" auto --timeout 1 dax1.0
spent=$(($(date +%s) - start))
equal "auto of the locked one: in time" yes "$([ $spent -lt 15 ] && echo yes || echo "$spent s")"
equal "auto of the locked one: nothing written" "" "$(cat "$root/log" 2> /dev/null)"
put etc/dax-kmem.conf ""
acts 0 "auto of the locked one, and nobody lists it" auto dax1.0

# locked for a while only, by a driver that is still at it
put etc/dax-kmem.conf "[a]
uuid = $(uuid_of 1)"
(wait_until grep -q "it comes last" "$work/err"; unlock 1) &
acts 0 "auto of what is locked for a while" auto --timeout 30 dax1.0
equal "auto of what is locked for a while: it is RAM" dax_kmem "$(driver_of 1)"
wait

# the numbers of nd buses have gaps, and each may still find devices
new_tree
machine
put etc/dax-kmem.conf "[a]
uuid = $(uuid_of 0)"
for bus in 1 3; do
	mkdir -p "$root/$nd/ndbus$bus"
	mkfifo "$root/$nd/ndbus$bus/wait_probe"
done
(
	: > "$root/$nd/ndbus1/wait_probe"
	exec 8> "$root/$nd/ndbus3/wait_probe"
	instance 0 dax_pmem 0x100200000 671088640
	chardev 0 device_dax
) &
bus=$!
acts 0 "auto, and the last nd bus finds a device" auto
equal "auto, and the last nd bus finds a device: it is RAM" dax_kmem "$(driver_of 0)"
kill $bus 2> /dev/null
wait
