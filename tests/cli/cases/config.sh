# SPDX-License-Identifier: GPL-2.0-only
new_tree
one_devdax
put $nd/namespace0.0/alt_name ram
reads 0 "check-config: nothing there" check-config --sysroot "$root"
reads 0 "auto: nothing listed" auto --sysroot "$root" dax0.0

put etc/dax-kmem.conf "; all of the fleet
[fleet]
name = ram	; the label's
zone = kernel

[one]
uuid = $(uuid_of 7 | tr a-f A-F)
memmap = pmem
node = 2"
put usr/lib/dax-kmem.conf.d/50-vendor.conf "[vendor]
uuid = $(uuid_of 8)
zone = auto
memmap = auto
node = auto"
reads 0 "check-config" check-config --sysroot "$root"
golden "check-config: what is listed" check-config
reads 0 "check-config --json" check-config --json --sysroot "$root"
golden "check-config: JSON" check-config.json
put etc/dax-kmem.conf.d/50-vendor.conf "this one hides the other"
reads 2 "a file that hides another" check-config --sysroot "$root"
says "a file that hides another: its error counts" \
	"etc/dax-kmem.conf.d/50-vendor.conf:1: this is neither a [section] nor key = value"
reads 2 "auto does nothing with such a file" auto --sysroot "$root" dax0.0
reads 2 "neither does enable" enable --sysroot "$root" dax0.0
reads 2 "nor disable" disable --sysroot "$root" dax0.0
ln -sf /dev/null "$root/etc/dax-kmem.conf.d/50-vendor.conf"
reads 0 "a name that is switched off" check-config --sysroot "$root"
equal "a name that is switched off: its sections are gone" 0 "$(grep -c "$(uuid_of 8)" "$work/out")"
rm "$root/etc/dax-kmem.conf.d/50-vendor.conf"

acts 0 "auto, by name" auto dax0.0
equal "auto, by name: as it is listed" 4 "$(count_blocks online Normal)"
acts 0 "auto again" auto dax0.0
acts 0 "auto: detach" detach dax0.0
acts 0 "auto: no such device" auto dax9.0
acts 0 "auto for all" auto
equal "auto for all: as it is listed" 4 "$(count_blocks online Normal)"
says "auto for all: what nobody has" "etc/dax-kmem.conf:6: no instance of this machine has the UUID $(uuid_of 7)"
acts 0 "auto for all: detach" detach dax0.0
flock "$root/run/dax-kmem/lock" sleep 2 &
wait_until sh -c "! flock -n $root/run/dax-kmem/lock true"
acts 0 "auto: another run is busy" auto dax0.0
says "auto: another run is busy, it is waited for" "waiting for another run to end"
wait
acts 0 "auto: and detach" detach dax0.0
put proc/cmdline "ro dax_kmem.disable=1 quiet"
acts 0 "auto, switched off on the kernel's command line" auto dax0.0
says "auto, switched off: it says so" "left alone, as dax_kmem.disable=1 asks"
equal "auto, switched off: nothing written" "" "$(cat "$root/log" 2>/dev/null)"
put proc/cmdline "ro dax_kmem.disable=0"
mv "$root/etc/dax-kmem.conf" "$root/fleet.conf"
acts 0 "auto, not listed" auto dax0.0
says "auto, not listed: it says so" "dax0.0: $(uuid_of 0), name ram: left as it is, no section"
mv "$root/fleet.conf" "$root/etc/dax-kmem.conf"
put proc/cmdline "ro dax_kmem.disable"
acts 0 "auto, switched off without a value" auto dax0.0
equal "auto, switched off without a value: nothing written" "" "$(cat "$root/log" 2>/dev/null)"
put proc/cmdline "ro dax_kmem.disable=0"
# the whole table of values is in the unit test; the rule lets nothing through that is switched off for sure,
# and stops nothing else
pattern=$(sed -n 's/^ENV{dax_kmem.disable}=="\(.*\)", GOTO=.*/\1/p' "$here/../../udev/85-dax-kmem.rules")
for value in 1 10 y Yes t TRUE on ON enabled; do
	put proc/cmdline "ro dax_kmem.disable=0 dax-kmem.disable=$value quiet"
	acts 0 "auto, switched off by $value" auto dax0.0
	equal "auto, switched off by $value: nothing written" "" "$(cat "$root/log" 2>/dev/null)"
	eval "case $value in $pattern) stopped=yes ;; *) stopped=no ;; esac"
	equal "auto, switched off by $value: by the rule too" yes $stopped
done
for value in 0 01 n No f FALSE off OFF disabled; do
	put proc/cmdline "ro dax_kmem.disable dax_kmem.disable=$value quiet"
	acts 0 "auto, not switched off by $value" auto dax0.0
	equal "auto, not switched off by $value: RAM" dax_kmem "$(driver_of 0)"
	acts 0 "auto, not switched off by $value: detach" detach dax0.0
	eval "case $value in $pattern) stopped=yes ;; *) stopped=no ;; esac"
	equal "auto, not switched off by $value: nor by the rule" no $stopped
done
put proc/cmdline "ro dax_kmem.disable=maybe"
acts 2 "auto, neither yes nor no" auto dax0.0
says "auto, neither yes nor no: it says so" "dax_kmem.disable= on the kernel command line is neither yes nor no"
equal "auto, neither yes nor no: nothing written" "" "$(cat "$root/log" 2>/dev/null)"
put proc/cmdline "ro"
put proc/vmcore ""
for device in dax0.0 ""; do
	acts 0 "auto $device, in a capture kernel" auto $device
	says "auto $device, in a capture kernel: it says so" "this kernel was started to save a crashed one's memory"
	equal "auto $device, in a capture kernel: one line" 1 "$(wc -l < "$work/err")"
	equal "auto $device, in a capture kernel: nothing written" "" "$(cat "$root/log" 2>/dev/null)"
done
reads 0 "plan, in a capture kernel" plan --sysroot "$root" dax0.0
prints "plan, in a capture kernel: it warns" "destroys what is to be saved"
rm "$root/proc/vmcore"
put proc/cmdline "ro dax_kmem.disable=0"
put usr/lib/dax-kmem.conf.d/60-uuid.conf "[by UUID]
uuid = $(uuid_of 0)"
acts 0 "auto, by UUID before name" auto dax0.0
equal "auto, by UUID before name: that section's zone" 4 "$(count_blocks online Movable)"
acts 0 "auto: detach again" detach dax0.0
rm "$root/usr/lib/dax-kmem.conf.d/60-uuid.conf"
put usr/lib/dax-kmem.conf.d/60-label.conf "[by the label's UUID]
uuid = $(cat "$root/$nd/namespace0.0/uuid")"
acts 0 "auto, by the label's UUID" auto dax0.0
equal "auto, by the label's UUID: RAM" dax_kmem "$(driver_of 0)"
reads 0 "enable: listed by other means, as it is" enable --sysroot "$root" dax0.0
says "enable: listed by other means, as it is: where" "60-label.conf:1: lists it already"
reads 2 "enable: listed by other means" enable --zone kernel --sysroot "$root" dax0.0
says "enable: listed by other means, where" "60-label.conf:1: lists it already; change it there"
reads 2 "disable: listed by other means" disable --sysroot "$root" dax0.0
says "disable: listed by other means, where" "60-label.conf:1: lists it, and not by 'dax-kmem enable'"
rm "$root/usr/lib/dax-kmem.conf.d/60-label.conf"

# a copy of the medium, which somebody may want to keep
new_tree
one_devdax
put $nd/namespace0.0/alt_name ram
instance 1 dax_pmem 0x140200000 671088640
put $nd/dax1.0/uuid "$(uuid_of 0)"
put etc/dax-kmem.conf "[a]
uuid = $(uuid_of 0)"
acts 3 "auto, two with one UUID" auto dax0.0
says "auto, two with one UUID: both are named" "dax0.0 and dax1.0 both carry it"
acts 3 "auto for all, two with one UUID" auto
equal "auto, two with one UUID: neither is touched" "dax_pmem dax_pmem" "$(driver_of 0) $(driver_of 1)"

# --- errors: file and line, nothing done
bad() {	# DESCRIPTION TEXT LINE MESSAGE
	new_tree
	one_devdax
	printf '%b\n' "$2" > "$root/x" && mkdir -p "$root/etc" && mv "$root/x" "$root/etc/dax-kmem.conf"
	reads 2 "$1" check-config --sysroot "$root"
	says "$1: where and what" "etc/dax-kmem.conf:$3: $4"
	reads 2 "$1: auto does nothing" auto --sysroot "$root" dax0.0
}
u=$(uuid_of 0)
printf '[a] ; a comment\n\tuuid = %s\n    zone = kernel\n  ; a comment\n\n  [b]\n  uuid = %s\n' "$(uuid_of 0)" "$(uuid_of 1)" \
	> "$root/etc/dax-kmem.conf"
reads 0 "indented lines" check-config --sysroot "$root"
prints "indented lines: the second key counts" kernel
bad "unknown key" "[a]\nuuid = $u\ncolour = red" 3 "colour: there is no such key"
bad "bad UUID" "[a]\nuuid = $u-1" 2 "uuid = $u-1: it takes a UUID"
bad "nil UUID" "[a]\nuuid = 00000000-0000-0000-0000-000000000000" 2 "uuid = 0"
bad "bad zone" "[a]\nuuid = $u\nzone = highmem" 3 "zone = highmem: it takes movable, kernel or auto"
bad "bad memmap" "[a]\nuuid = $u\n\nmemmap = disk" 4 "memmap = disk: it takes auto, dram or pmem"
bad "bad node" "[a]\nuuid = $u\nnode = -1" 3 "node = -1: it takes auto, or a number"
bad "bad name" "[a]\nname =" 2 "name = : it takes 1 to 64 characters"
bad "key twice" "[a]\nuuid = $u\nuuid = $u" 3 "uuid stands twice in this section"
bad "empty section" "[a]\n[b]\nuuid = $u" 1 "this section lists nothing"
bad "empty last section" "[b]\nuuid = $u\n[a]" 3 "this section lists nothing"
bad "both in one" "[a]\nuuid = $u\nname = x" 1 "this section has a uuid and a name"
bad "early by name" "[a]\nname = x\nearly = yes" 1 "early = yes takes a uuid"
bad "bad early" "[a]\nuuid = $u\nearly = 1" 3 "early = 1: it takes yes or no"
bad "no section" "uuid = $u" 1 "uuid stands before the first section"
bad "no key" "[a]\nuuid = $u\nzone" 3 "this is neither a [section] nor key = value"
bad "open section" "[a\nuuid = $u" 1 "this is neither a [section] nor key = value"
bad "duplicate UUID" "[a]\nuuid = $u\n[b]\nuuid = $(echo "$u" | tr a-f A-F)" 3 "$work"
bad "a key behind the bracket" "[a] zone = kernel\nuuid = $u" 1 "only a comment may stand behind a [section]"
bad "byte-order mark, and an error" "\\0357\\0273\\0277[a]\nuuid = $u\ncolour = red" 3 "colour: there is no such key"
bad "NUL byte" "[a]\nuuid = $u\nzone = kernel\\0000" 3 "there is a NUL byte in this line"
bad "NUL byte before a long line" "[a]\nuuid = $u\n\\0000$(printf 'x%.0s' $(seq 300)) = 1" 3 "there is a NUL byte in this line"
bad "UTF-16" "\\0377\\0376[\\0000a\\0000]\\0000" 1 "there is a NUL byte in this line"
bad "no key before a comment" "[a]\nuuid = $u\nzone ; = kernel" 3 "this is neither a [section] nor key = value"
bad "open section before a comment" "[a ;]\nuuid = $u" 1 "this is neither a [section] nor key = value"
bad "long line" "[a]\nuuid = $u\n$(printf 'x%.0s' $(seq 300)) = 1" 3 "this line is too long"
bad "every line that is no key" "[a]\nuuid = $u\nzone\n$(printf 'x%.0s' $(seq 300)) = 1\n[b\nnode\nzone = kernel" 3 \
	"this is neither a [section] nor key = value"
equal "every line that is no key: each is named" "3 4 5 6 5" \
	"$(sed -n 's/.*dax-kmem.conf:\([0-9]*\):.*/\1/p' "$work/err" | head -n 5 | tr '\n' ' ' | sed 's/ $//')"
reads 2 "enable of a broken configuration" enable --sysroot "$root" dax0.0
equal "enable of a broken configuration: each error is said once" 5 "$(grep -c "dax-kmem.conf:" "$work/err")"
reads 2 "disable with a broken configuration" disable --sysroot "$root" dax0.0
equal "disable with a broken configuration: each error is said once" 5 "$(grep -c "dax-kmem.conf:" "$work/err")"
printf '\357\273\277[a]\nuuid = %s\n' "$u" > "$root/etc/dax-kmem.conf"
reads 0 "byte-order mark" check-config --sysroot "$root"
says "one section in one file" "1 section in 1 file, no error"
printf '[a]\nuuid = %s\n[b]\nuuid = %s\n' "$u" "$(uuid_of 1)" > "$root/etc/dax-kmem.conf"
reads 0 "two sections" check-config --sysroot "$root"
says "two sections in one file" "2 sections in 1 file, no error"
printf '[a]\nuuid = %s' "$u" > "$root/etc/dax-kmem.conf"
reads 0 "no newline at the end" check-config --sysroot "$root"

new_tree
one_devdax
put etc/dax-kmem.conf "[a]
name = x"
put run/dax-kmem.conf.d/1.conf "[b]
name = x"
reads 2 "duplicate name in two files" check-config --sysroot "$root"
says "duplicate name in two files: both are named" \
	"run/dax-kmem.conf.d/1.conf:1: $root/etc/dax-kmem.conf:1 lists the same"
rm -r "$root/run/dax-kmem.conf.d"
chmod 666 "$root/etc/dax-kmem.conf"
reads 2 "a file that all may write" check-config --sysroot "$root"
says "a file that all may write: the cure" "etc/dax-kmem.conf: others than its owner may write it; 'chmod go-w' it"
if [ "$(id -u)" = 0 ]; then
	chmod 644 "$root/etc/dax-kmem.conf"
	chown 65534 "$root/etc/dax-kmem.conf"
	reads 2 "a file of nobody's" check-config --sysroot "$root"
	says "a file of nobody's: the cure" "it does not belong to root"
fi
rm "$root/etc/dax-kmem.conf"
mkdir -p "$root/etc/dax-kmem.conf.d"
chmod 777 "$root/etc/dax-kmem.conf.d"
reads 2 "a directory that all may write" check-config --sysroot "$root"
chmod 755 "$root/etc/dax-kmem.conf.d"
yes "; nothing" | head -c 70000 > "$root/etc/dax-kmem.conf.d/big.conf"
reads 2 "a file that is too large" check-config --sysroot "$root"
says "a file that is too large" "big.conf: it is above 64 KiB"
rm "$root/etc/dax-kmem.conf.d/big.conf"
mkfifo "$root/etc/dax-kmem.conf.d/fifo.conf"
"$helper" check-config --sysroot "$root" > "$work/out" 2> "$work/err"
equal "a FIFO: exit code" 2 $?
rm "$root/etc/dax-kmem.conf.d/fifo.conf"
ln -s nowhere "$root/etc/dax-kmem.conf.d/link.conf"
reads 2 "a link to nothing" check-config --sysroot "$root"
says "a link to nothing: the cure" "link.conf: it is a link to nothing; one to /dev/null switches a name off"
rm "$root/etc/dax-kmem.conf.d/link.conf"
ln -s dax-kmem.conf "$root/etc/dax-kmem.conf"
reads 2 "a link to itself" check-config --sysroot "$root"
rm "$root/etc/dax-kmem.conf"
mkdir -p "$root/run" && ln -s dax-kmem.conf.d "$root/run/dax-kmem.conf.d"
reads 2 "a directory that cannot be looked into" check-config --sysroot "$root"
rm "$root/run/dax-kmem.conf.d"
put etc/dax-kmem.conf.d/readme.txt "this is no configuration"
put etc/dax-kmem.conf.d/.hidden.conf "this neither"
reads 0 "other files" check-config --sysroot "$root"

# --- enable and disable
own=$root/etc/dax-kmem.conf.d/$u.conf
rm -r "$root/etc"
mkdir "$root/etc"
runs 0 "enable" enable --zone kernel --memmap dram --node 1 namespace0.0
equal "enable: its file" "[namespace0.0]
uuid = $u
zone = kernel
memmap = dram
node = 1" "$(grep -v '^#' "$own")"
equal "enable: nothing else" "$u.conf" "$(ls -A "$root/etc/dax-kmem.conf.d")"
before=$(cat "$own")
runs 0 "enable of what is enabled" enable dax0.0
equal "enable of what is enabled: it stays as it is" "$before" "$(cat "$own")"
runs 0 "enable with another zone" enable --zone movable dax0.0
equal "enable with another zone: the rest stays as it is listed" "uuid = $u
zone = movable
memmap = dram
node = 1" "$(grep = "$own")"
runs 0 "enable --early of what is listed" enable --early dax0.0
runs 0 "enable with another node" enable --node 2 dax0.0
equal "enable with another node: the rest stays as it is listed" "uuid = $u
zone = movable
memmap = dram
node = 2
early = yes" "$(grep = "$own")"
runs 0 "enable --node auto, --memmap auto" enable --node auto --memmap auto dax0.0
equal "enable --node auto, --memmap auto: they are listed no more" "uuid = $u
zone = movable
early = yes" "$(grep = "$own")"
runs 0 "disable what is early" disable dax0.0
runs 0 "enable once more" enable --zone movable dax0.0

# what somebody has written into that file is not lost
for more in "[another]
uuid = $(uuid_of 7)" "# why it is here" "; why it is here" "memmap = dram ; it is short" behind; do
	cp "$own" "$root/own"
	case $more in
	behind) sed -i 's/^\[.*\]$/& # why it is here/' "$own" ;;
	*) printf '%s\n' "$more" >> "$own" ;;
	esac
	before=$(cat "$own")
	runs 2 "enable, and the file has more: $(echo $more)" enable --zone kernel dax0.0
	says "enable, and the file has more: which file" "$own: it is not as 'dax-kmem enable' writes it, or holds more"
	runs 0 "enable without options, and the file has more" enable dax0.0
	runs 2 "disable, and the file has more" disable dax0.0
	says "disable, and the file has more: which file" "$own: it is not as 'dax-kmem enable' writes it, or holds more"
	equal "the file has more: it is as it was" "$before" "$(cat "$own")"
	mv "$root/own" "$own"
done
runs 0 "disable, and the file is there no more" disable dax0.0
mkdir -p "$root/etc/dax-kmem.conf.d"
printf '[other]\nuuid = %s\n' "$(uuid_of 7)" > "$own"
runs 2 "enable, and its file lists another one" enable dax0.0
says "enable, and its file lists another one: which file" "$own: it lists something else; give it another name"
equal "enable, and its file lists another one: it does so still" 1 "$(grep -c "$(uuid_of 7)" "$own")"
mv "$own" "$root/etc/other.conf"
ln -s ../other.conf "$own"
runs 2 "enable, and its file is a link" enable dax0.0
says "enable, and its file is a link: which file" "$own: it is not as 'dax-kmem enable' writes it, or holds more"
rm "$own" "$root/etc/other.conf"

# what stops an attach now is said; early, what is unsuitable is refused
put proc/meminfo "MemAvailable:    1024 kB"
put sys/power/resume 254:2
runs 7 "enable --early, too little DRAM" enable --early dax0.0
says "enable --early, too little DRAM: it says so" "dax-kmem: $u: its page array takes 8 MiB of DRAM and 1 MiB are available"
says "enable --early, too little DRAM: not enabled" "dax0.0: not enabled"
equal "enable --early, too little DRAM: nothing is written" "" \
	"$(ls -A "$root/etc/dax-kmem.conf.d" "$root/etc/modprobe.d" 2> /dev/null | grep -v :)"
runs 7 "enable --early, an impossible node" enable --early --node 9 --memmap dram dax0.0
runs 0 "enable, too little DRAM" enable dax0.0
says "enable, too little DRAM: a warning" "dax-kmem: $u: its page array takes 8 MiB of DRAM and 1 MiB are available"
says "enable: hibernation" "dax-kmem: this machine is set up to hibernate, which dax_kmem refuses while this is RAM"
before=$(cat "$own")
runs 7 "enable --early of what is listed, too little DRAM" enable --early dax0.0
says "enable --early of what is listed, too little DRAM: it says so" "dax0.0: enabled as before"
equal "enable --early of what is listed, too little DRAM: the file is as it was" "$before" "$(cat "$own")"
echo "early = yes" >> "$own"
runs 7 "enable of what is early by hand, too little DRAM" enable dax0.0
says "enable of what is early by hand, too little DRAM: it says so" "its page array takes 8 MiB of DRAM and 1 MiB are available"
put sys/module/memory_hotplug/parameters/memmap_on_memory Y
runs 7 "enable of what is early by hand: it is listed without memmap = pmem" enable dax0.0
equal "enable of what is early by hand, too little DRAM: modprobe is not told" "" \
	"$(ls -A "$root/etc/modprobe.d" 2> /dev/null)"
put sys/module/memory_hotplug/parameters/memmap_on_memory Y
runs 0 "enable --early, and the page array goes on the pmem" enable --early dax0.0
equal "enable --early, and the page array goes on the pmem: modprobe knows" 1 \
	"$(grep -c "ids=\"$u memmap=pmem\"" "$root/etc/modprobe.d/dax-kmem-early.conf")"
runs 0 "disable it, too little DRAM" disable dax0.0
put proc/meminfo "MemAvailable:    1048576 kB"
# what it is now is not what is asked for at boot
acts 0 "attach, the page array on the pmem" attach --memmap pmem dax0.0
runs 0 "enable --early --memmap dram, and it is on the pmem now" enable --early --memmap dram dax0.0
equal "enable --early --memmap dram, and it is on the pmem now: dram is listed" 1 \
	"$(grep -c "^memmap = dram$" "$own")"
runs 0 "disable it, dram" disable dax0.0
acts 0 "detach, the page array on the pmem" detach dax0.0
rm -r "${root:?}/sys/power" "${root:?}/sys/module"
instance 5 dax_pmem 0x800200000 1071644672
chardev 5 kmem
runs 0 "enable --early, held by another driver" enable --early dax5.0
says "enable --early, held by another driver: a warning" "$(uuid_of 5): it is RAM already, by the in-tree kmem driver"
runs 0 "disable it, held by another driver" disable dax5.0
rm -r "${root:?}/$nd/dax5.0" "${root:?}/$nd/namespace5.0"
rmdir "$root/etc/modprobe.d"

# options of a section with a name, too
put $nd/namespace0.0/alt_name ram
put etc/dax-kmem.conf "[fleet]
name = ram
zone = kernel
node = 2"
runs 0 "enable --early of what a name lists with options" enable --early dax0.0
equal "enable --early of what a name lists with options: they are its own now" "uuid = $u
zone = kernel
node = 2
early = yes" "$(grep = "$own")"
runs 0 "disable it" disable dax0.0
rm "$root/etc/dax-kmem.conf" "$root/$nd/namespace0.0/alt_name"

# whatever the umask
(umask 077 && "$helper" enable --early --zone movable --sysroot "$root" dax0.0) 2> "$work/err"
equal "enable, umask 077: all may read it" "644 644 755 755" \
	"$(stat -c %a "$own" "$root/etc/modprobe.d/dax-kmem-early.conf" "$root/etc/dax-kmem.conf.d" \
		"$root/etc/modprobe.d" | tr '\n' ' ' | sed 's/ $//')"
runs 0 "disable it, umask 077" disable dax0.0
rmdir "$root/etc/modprobe.d"
runs 0 "enable, for auto" enable --zone movable dax0.0
acts 0 "enable: auto does it" auto dax0.0
equal "enable: auto has done it" dax_kmem "$(driver_of 0)"
runs 0 "disable" disable namespace0.0
equal "disable: no file is left" "" "$(ls -A "$root/etc")"
runs 0 "disable again" disable "$u"
runs 3 "enable what is not there" enable "$(uuid_of 5)"
runs 0 "enable once more" enable "$u"

# --- early: what modprobe is told
modprobe=$root/etc/modprobe.d/dax-kmem-early.conf
equal "enable: nothing for modprobe" "" "$(ls "$modprobe" 2> /dev/null)"
runs 0 "enable --early" enable --early --zone kernel --memmap pmem --node 2 "$u"
equal "enable --early: the file for modprobe" "softdep dax_pmem pre: dax_kmem
softdep dax_pmem_compat pre: dax_kmem
options dax_kmem ids=\"$u zone=kernel memmap=pmem node=2\"" "$(grep -v '^#' "$modprobe")"
says "enable --early: the initramfs is mentioned" "update-initramfs -u"
put etc/dax-kmem.conf "[another]
uuid = $(uuid_of 7)
early = yes
[not this one]
uuid = $(uuid_of 8)
early = no"
runs 0 "enable --early beside another" enable --early --node auto "$u"
equal "enable --early beside another: both" \
	"options dax_kmem ids=\"$(uuid_of 7),$u zone=kernel memmap=pmem\"" \
	"$(grep options "$modprobe")"
runs 0 "disable, no longer early" disable "$u"
runs 0 "enable, no longer early" enable --zone movable "$u"
equal "enable, no longer early: the other one stays" "options dax_kmem ids=\"$(uuid_of 7)\"" \
	"$(grep options "$modprobe")"
for n in $(seq 10 40); do
	printf '[%s]\nuuid = %s\nearly = yes\n' "$n" "$(uuid_of "$n")"
done > "$root/etc/dax-kmem.conf"
rm "$own"
runs 2 "more than fit in a parameter" enable --early "$u"
equal "more than fit in a parameter: not enabled" "" "$(ls "$own" 2> /dev/null)"
says "more than fit in a parameter: where" "etc/dax-kmem.conf:"
equal "more than fit in a parameter: the file is as it was" "options dax_kmem ids=\"$(uuid_of 7)\"" \
	"$(grep options "$modprobe")"
mv "$root/etc/dax-kmem.conf" "$root/many"
runs 0 "enable, not early" enable --zone kernel "$u"
mv "$root/many" "$root/etc/dax-kmem.conf"
before=$(cat "$own")
runs 2 "early, and more than fit in a parameter" enable --early "$u"
says "early, and more than fit: it says so" "enabled as before"
equal "early, and more than fit: the section is as it was" "$before" "$(cat "$own")"
rm "$root/etc/dax-kmem.conf" "$own"
runs 0 "disable of what is not listed" disable "$u"
equal "disable of what is not listed mends the file for modprobe" "" "$(ls "$modprobe" 2> /dev/null)"
put etc/dax-kmem.conf "[fleet]
name = ram"
put $nd/namespace0.0/alt_name ram
runs 0 "enable --early of what a name lists" enable --early "$u"
runs 0 "disable of what a name lists, too" disable "$u"
says "disable of what a name lists, too: it says so" "etc/dax-kmem.conf:1 still lists it"
rm "$root/etc/dax-kmem.conf"
runs 0 "enable --early again" enable --early "$u"
runs 0 "disable, early" disable "$u"
equal "disable, early: no file for modprobe" "" "$(ls -A "$root/etc/modprobe.d")"
put etc/dax-kmem.conf "[by hand]
uuid = $u
early = yes"
reads 0 "early by hand: check-config" check-config --sysroot "$root"
says "early by hand: check-config warns" "dax-kmem-early.conf: not what the sections"
runs 0 "early by hand: enable" enable "$u"
equal "early by hand: modprobe knows" 1 "$(grep -c "ids=\"$u\"" "$modprobe")"
reads 0 "early by hand: check-config again" check-config --sysroot "$root"
equal "early by hand: no warning" 0 "$(grep -c "not what the sections" "$work/err")"
rm "$root/etc/dax-kmem.conf"
reads 0 "early no more: check-config" check-config --sysroot "$root"
says "early no more: check-config warns" "dax-kmem-early.conf: not what the sections"
runs 0 "early no more: disable" disable "$u"
equal "early no more: no file for modprobe" "" "$(ls -A "$root/etc/modprobe.d")"
runs 0 "early by hand, in the file of its own: enable" enable "$u"
echo "early = yes" >> "$own"
reads 0 "early by hand, in the file of its own: check-config" check-config --sysroot "$root"
says "early by hand, in the file of its own: check-config warns" "not what the sections"
runs 0 "early by hand, in the file of its own: enable again" enable "$u"
equal "early by hand, in the file of its own: modprobe knows" 1 "$(grep -c "ids=\"$u\"" "$modprobe")"
equal "early by hand, in the file of its own: it has stayed" 1 "$(grep -c "early = yes" "$own")"
# what somebody has written into the file for modprobe is not lost either
echo "options dax_kmem allow_hibernation=1" >> "$modprobe"
is=$(cat "$modprobe")
reads 0 "early, and the file for modprobe has more: check-config" check-config --sysroot "$root"
equal "early, and the file for modprobe has more: no warning" 0 "$(grep -c "not what the sections" "$work/err")"
runs 0 "early, and the file for modprobe has more: nothing to change" enable "$u"
runs 2 "early, and the file for modprobe has more: disable" disable "$u"
says "early, and the file for modprobe has more: which file" "$modprobe: it is not as 'dax-kmem enable --early' writes it, or holds more"
equal "early, and the file for modprobe has more: it is as it was" "$is" "$(cat "$modprobe")"
runs 2 "early, and the file for modprobe has more: enable" enable --early --zone kernel "$u"
says "early, and the file for modprobe has more: not enabled" "not enabled"
equal "early, and the file for modprobe has more: nothing is listed" "" "$(ls -A "$root/etc/dax-kmem.conf.d" 2> /dev/null)"
sed -i '/ids=/d' "$modprobe"
runs 0 "the file for modprobe has nothing of ours" enable "$u"
equal "the file for modprobe has nothing of ours: it stays" 1 "$(grep -c allow_hibernation "$modprobe")"
rm "$modprobe"
echo "early = yes" >> "$own"
runs 0 "early by hand, and the file for modprobe is there no more" enable "$u"
sed -i 's/^#.*/# from another version/' "$modprobe"
reads 0 "early, written by another version" check-config --sysroot "$root"
equal "early, written by another version: no warning" 0 "$(grep -c "not what the sections" "$work/err")"
rm "$modprobe"
mkdir "$modprobe"
reads 0 "early, of no use as a file" check-config --sysroot "$root"
says "early, of no use as a file: check-config says so" "cannot be compared"
rmdir "$modprobe"
runs 0 "early by hand, in the file of its own: disable" disable "$u"
equal "disable: no directory is left" 1 "$(ls -A "$root/etc" | wc -l)"
runs 0 "enable again" enable "$u"
acts 0 "auto: RAM that is still listed" auto dax0.0
runs 0 "disable RAM" disable "$u"
put etc/dax-kmem.conf "[another]
uuid = $(uuid_of 7)"
acts 0 "auto: RAM that is not listed" auto dax0.0
says "auto: RAM that is not listed: an old initramfs" "is held by dax_kmem, and no section of the configuration lists it"
equal "auto: RAM that is not listed: it stays" dax_kmem "$(driver_of 0)"
early=sys/module/dax_kmem/parameters/ids
put $early "$(uuid_of 7) zone=kernel,$u"
acts 0 "auto: RAM that is not listed, early" auto dax0.0
equal "auto: RAM that is not listed, early: it stays" dax_kmem "$(driver_of 0)"
rm "$root/etc/dax-kmem.conf"
acts 0 "auto: RAM and nothing listed, early" auto dax0.0
says "auto: RAM and nothing listed, early: an old initramfs" "is held by dax_kmem, and no section"
equal "auto: RAM and nothing listed, early: it stays" dax_kmem "$(driver_of 0)"

# taken early, and nothing online: as if there were no module
for kind in "no section" "an error" "listed by hand"; do
	acts 0 "$kind: detach" detach dax0.0
	acts 0 "$kind: attach" attach --no-online dax0.0
	code=0
	home=dax_pmem
	put $early "$u"
	case $kind in
	"an error")
		put etc/dax-kmem.conf "[broken"
		code=2
		;;
	"listed by hand")
		put $early "$(uuid_of 7)"
		home=dax_kmem
		;;
	esac
	acts $code "taken early, $kind: auto" auto dax0.0
	equal "taken early, $kind: its driver" $home "$(driver_of 0)"
	rm -f "$root/etc/dax-kmem.conf"
done
rm -r "${root:?}/sys/module"
acts 0 "early, by the label's UUID: detach" detach dax0.0
put etc/dax-kmem.conf "[a]
uuid = $(cat "$root/$nd/namespace0.0/uuid")
early = yes"
cure="etc/dax-kmem.conf:1: early = yes has no effect with the UUID of a label; the info block of namespace0.0 has uuid = $u"
reads 0 "early, by the label's UUID: check-config" check-config --sysroot "$root"
says "early, by the label's UUID: check-config warns" "$cure"
runs 0 "early, by the label's UUID: enable" enable dax0.0
says "early, by the label's UUID: enable warns" "$cure"
acts 0 "early, by the label's UUID: auto" auto dax0.0
says "early, by the label's UUID: auto warns" "$cure"
acts 0 "early, by the label's UUID: detach again" detach dax0.0
rm -r "${root:?}/etc"
mkdir "$root/etc"
acts 0 "taken early: attach again" attach dax0.0
put $nd/dax0.0/uevent ""
runs 0 "enable what is RAM" enable "$u"
equal "enable what is RAM: udev is told" "add" "$(cat "$root/$nd/dax0.0/uevent")"
rm -r "${root:?}/$nd/dax0.0"
runs 0 "disable what is gone" disable "$u"
equal "disable what is gone: no file is left" "" "$(ls -A "$root/etc/dax-kmem.conf.d" 2> /dev/null)"
if [ "$(id -u)" = 0 ]; then
	mkdir -p "$root/run/dax-kmem" && touch "$root/run/dax-kmem/lock"
	chmod 777 "$root/run/dax-kmem" && chmod 666 "$root/run/dax-kmem/lock"
	instance 0 dax_pmem 0x100200000 671088640
	chmod -R go+rX "$root/sys" "$root/etc"
	rc=0
	setpriv --reuid=65534 --regid=65534 --clear-groups "$helper" enable --sysroot "$root" dax0.0 \
		> "$work/out" 2> "$work/err" || rc=$?
	equal "enable as nobody" 9 $rc
fi
