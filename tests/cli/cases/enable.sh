# SPDX-License-Identifier: GPL-2.0-only
# enable and disable: the file that they write, and what they leave alone.
options_stay() {
	unlisted
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
}

# what somebody has written into that file is not lost
others_words_stay() {
	unlisted
	runs 0 "enable once more" enable --zone movable dax0.0
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
}

file_lists_another() {
	unlisted
	mkdir -p "$root/etc/dax-kmem.conf.d"
	printf '[other]\nuuid = %s\n' "$(uuid_of 7)" > "$own"
	runs 2 "enable, and its file lists another one" enable dax0.0
	says "enable, and its file lists another one: which file" "$own: it lists something else; give it another name"
	equal "enable, and its file lists another one: it does so still" 1 "$(grep -c "$(uuid_of 7)" "$own")"
	mv "$own" "$root/etc/other.conf"
	ln -s ../other.conf "$own"
	runs 2 "enable, and its file is a link" enable dax0.0
	says "enable, and its file is a link: which file" "$own: it is not as 'dax-kmem enable' writes it, or holds more"
}

# options of a section with a name, too
options_of_a_name() {
	unlisted
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
}

whatever_umask() {
	unlisted
	(umask 077 && "$helper" enable --early --zone movable --sysroot "$root" dax0.0) 2> "$work/err"
	equal "enable, umask 077: all may read it" "644 644 755 755" \
		"$(stat -c %a "$own" "$root/etc/modprobe.d/dax-kmem-early.conf" "$root/etc/dax-kmem.conf.d" \
		"$root/etc/modprobe.d" | tr '\n' ' ' | sed 's/ $//')"
	runs 0 "disable it, umask 077" disable dax0.0
}

then_auto() {
	unlisted
	runs 0 "enable, for auto" enable --zone movable dax0.0
	acts 0 "enable: auto does it" auto dax0.0
	equal "enable: auto has done it" dax_kmem "$(driver_of 0)"
	runs 0 "disable" disable namespace0.0
	equal "disable: no file is left" "" "$(ls -A "$root/etc")"
	runs 0 "disable again" disable "$u"
	runs 3 "enable what is not there" enable "$(uuid_of 5)"
}

what_is_ram() {
	unlisted
	acts 0 "attach" attach dax0.0
	put $nd/dax0.0/uevent ""
	runs 0 "enable what is RAM" enable "$u"
	equal "enable what is RAM: udev is told" "add" "$(cat "$root/$nd/dax0.0/uevent")"
	rm -r "${root:?}/$nd/dax0.0"
	runs 0 "disable what is gone" disable "$u"
	equal "disable what is gone: no file is left" "" "$(ls -A "$root/etc/dax-kmem.conf.d" 2> /dev/null)"
}

as_nobody() {
	unlisted
	lock_for_all
	chmod -R go+rX "$root/sys" "$root/etc"
	nobody 9 "enable as nobody" enable dax0.0
}

options_stay
others_words_stay
file_lists_another
options_of_a_name
whatever_umask
then_auto
what_is_ram
as_root "enable as nobody" as_nobody
