# SPDX-License-Identifier: GPL-2.0-only
# CXL memory and soft-reserved memory: they are shown, and nothing is done to them.
new_tree
every_kind
reads 0 "kinds: list" list --sysroot "$root"
golden "kinds: the table" list.kinds
reads 0 "kinds: list --json" list --json --sysroot "$root"
golden "kinds: JSON" list.kinds.json
reads 0 "kinds: one, by its name" list --sysroot "$root" -o device,kind,driver,state dax7.0
equal "kinds: one, by its name" "dax7.0 cxl kmem ram" "$(awk 'NR == 2 { $1 = $1; print }' "$work/out")"
reads 0 "kinds: one, by its character device" list --sysroot "$root" -o identity /dev/dax2.0
prints "kinds: one, by its character device" "hmem:0x400000000-0x43fffffff"
reads 0 "kinds: those of a state" list --sysroot "$root" --state partial -o device
equal "kinds: those of a state" "DEVICE dax1.0" "$(xargs < "$work/out")"
reads 0 "kinds: the parts are those of namespaces" list --blocks --sysroot "$root"
equal "kinds: the parts are those of namespaces" 1 "$(grep -c namespace "$work/out")"
reads 0 "kinds: status" status --sysroot "$root"
prints "kinds: status: what is in a kernel zone" \
	"dax1.0: soft-reserved memory of node 1 is online in zone kernel"
equal "kinds: status: of that only" 1 "$(grep -c "online in zone" "$work/out")"
reads 0 "kinds: status --json" status --json --sysroot "$root"

# what changes something does not take them for pmem
for word in dax1.0 /dev/dax2.0; do
	reads 3 "kinds: plan $word" plan --sysroot "$root" $word
	says "kinds: plan $word" "$word: soft-reserved memory, and not persistent memory"
done
acts 3 "kinds: attach" attach dax7.0
says "kinds: attach" "dax7.0: volatile CXL memory, and not persistent memory: 'dax-kmem list' shows it"
check "kinds: attach: nothing written" [ ! -s "$root/log" ]
acts 3 "kinds: detach" detach dax1.0
check "kinds: detach: nothing written" [ ! -s "$root/log" ]
acts 0 "kinds: detach all" detach all --yes
check "kinds: detach all: nothing written" [ ! -s "$root/log" ]
runs 3 "kinds: enable" enable dax1.0
says "kinds: enable" "dax1.0: soft-reserved memory, and not persistent memory"
reads 3 "kinds: a name that nothing has" plan --sysroot "$root" dax9.0
says "kinds: a name that nothing has" "dax9.0: no such device-dax instance"

# only root may read addresses: identity and blocks stay unknown, and it is said
chmod -R go+rX "$root"
find "$root/sys/devices/platform" \( -name resource -o -path '*/mapping*/*' -o -name 'dpa_*' \) \
	-exec chmod 400 {} +
nobody 0 "kinds: as nobody" list -o device,identity,state,size,zone
equal "kinds: as nobody: soft-reserved memory" "dax1.0 - - 1.0G -" \
	"$(awk '$1 == "dax1.0" { $1 = $1; print }' "$work/out")"
says "kinds: as nobody: it says so" "only root can see memory blocks"

# what cannot be read, or is not what it seems to be
rm "$root/sys/bus/cxl/devices/endpoint2/uport/serial"
echo none > "$root/sys/devices/platform/hmem.0/dax1.0/resource"
rm "$root/$memory/memory165/state"
link sys/bus/dax/devices/dax5.0 ../../../devices/platform/other/dax5.0
link sys/bus/dax/devices/dax6.0 ../../../devices/platform/hmem.6/dax6.0
reads 0 "kinds: unreadable" list -o device,identity,blocks --sysroot "$root"
equal "kinds: unreadable: CXL" "dax7.0 - 16/16" "$(awk '$1 == "dax7.0" { $1 = $1; print }' "$work/out")"
equal "kinds: unreadable: soft-reserved memory" "dax1.0 - -" \
	"$(awk '$1 == "dax1.0" { $1 = $1; print }' "$work/out")"
equal "kinds: unreadable: a block" "dax3.0 hmem:0x500000000-0x52fffffff -" \
	"$(awk '$1 == "dax3.0" { $1 = $1; print }' "$work/out")"
equal "kinds: what is neither is not shown" 0 "$(grep -c dax5 "$work/out")"
