# SPDX-License-Identifier: GPL-2.0-only
# shellcheck shell=sh disable=SC2154 # set by tests/cli/case.sh
# What stands in the way of its own files: the lock, the configuration.
new_tree
one_devdax

# --- the lock
mkdir "$root/run/dax-kmem"
flock "$root/run/dax-kmem/lock" sh -c "echo > '$work/held'; exec sleep 60" &
holder=$!
wait_until test -e "$work/held"
: > "$work/err"
# when its time is up it gets SIGALRM, here sooner than after five minutes
(wait_until grep -q "waiting for another run" "$work/err"
	until [ -e "$work/over" ]; do
		pkill -ALRM -f "attach --sysroot $root"
		sleep 0.2
	done) &
ringer=$!
acts 5 "the lock is held" attach dax0.0
says "the lock is held: for how long, and by whom" \
	"$root/run/dax-kmem/lock: another run has held this lock for 300 s; see 'fuser -v $root/run/dax-kmem/lock'"
equal "the lock is held: the device stays" dax_pmem "$(driver_of 0)"
# the next one is not to hear it
: > "$work/over"
wait $ringer
acts 0 "the lock is held: a dry run needs none" attach --dry-run dax0.0
pkill -P $holder
wait
rm -r "$root/run/dax-kmem"
put run/dax-kmem "a file"
acts 1 "a file where the lock's directory should be" attach dax0.0
says "a file where the lock's directory should be: cause and cure" \
	"$root/run/dax-kmem/lock: Not a directory; is /run there?"
rm -r "$root/run"
acts 1 "no /run" attach dax0.0
says "no /run: cause and cure" "$root/run/dax-kmem: No such file or directory; is /run there?"
mkdir "$root/run"
equal "no lock: the device stays" dax_pmem "$(driver_of 0)"

# --- the configuration
if [ "$(id -u)" = 0 ] && unshare -m true 2> /dev/null; then
	mkdir -p "$root/etc" "$root/run"
	unshare -m sh -c "mount -t tmpfs -o ro none '$root/etc'; exec '$helper' enable \
		--sysroot '$root' dax0.0" > "$work/out" 2> "$work/err"
	equal "a read-only /etc: exit code" 9 $?
	says "a read-only /etc: cause and cure" \
		"Read-only file system; its file system is mounted read-only: remount"
	unshare -m sh -c "mount -t tmpfs -o ro none '$root/run'; exec '$helper' attach \
		--sysroot '$root' dax0.0" > "$work/out" 2> "$work/err"
	equal "a read-only /run: exit code" 9 $?
	says "a read-only /run: cause and cure" "is mounted read-only: remount"
	unshare -m sh -c "mount -t tmpfs none '$root/etc'; mkdir '$root/etc/dax-kmem.conf.d'
		mount -o remount,size=4k '$root/etc'; head -c 8000 /dev/zero > '$root/etc/full'
		exec '$helper' enable --sysroot '$root' dax0.0" > "$work/out" 2> "$work/err"
	equal "a full /etc: exit code" 1 $?
	says "a full /etc: cause and cure" "No space left on device; its file system is full: free space"
	rm -r "$root/etc" "$root/run/dax-kmem"
else
	skip "a read-only /etc, a read-only /run and a full /etc" "this takes root, and unshare -m"
fi
u=$(uuid_of 0)
refused() {	# CODE DESCRIPTION TEXT WORDS...
	code=$1
	description=$2
	text=$3
	shift 3
	reads "$code" "$description" "$@" --sysroot "$root" "$u"
	says "$description: object, cause and cure" "$text"
}
put etc "a file"
refused 2 "/etc is a file" "$root/etc/dax-kmem.conf" enable
rm "$root/etc"
mkdir -p "$root/etc"
put etc/dax-kmem.conf.d "a file"
refused 2 "its directory is a file" "$root/etc/dax-kmem.conf.d" enable
rm "$root/etc/dax-kmem.conf.d"
mkdir -p "$root/etc/dax-kmem.conf.d/.$u.conf.new"
refused 1 "what is to be written is a directory" \
	"$root/etc/dax-kmem.conf.d/.$u.conf.new: File exists; is its directory writable?" enable
rm -r "$root/etc/dax-kmem.conf.d"
