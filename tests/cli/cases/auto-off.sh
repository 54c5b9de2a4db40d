# SPDX-License-Identifier: GPL-2.0-only
# auto is switched off on the kernel's command line, and does nothing in a capture kernel.
switched_off() {
	fleet
	put proc/cmdline "ro dax_kmem.disable=1 quiet"
	acts 0 "auto, switched off on the kernel's command line" auto dax0.0
	says "auto, switched off: it says so" "left alone, as dax_kmem.disable=1 asks"
	equal "auto, switched off: nothing written" "" "$(cat "$root/log" 2>/dev/null)"
	put proc/cmdline "ro dax_kmem.disable"
	acts 0 "auto, switched off without a value" auto dax0.0
	equal "auto, switched off without a value: nothing written" "" "$(cat "$root/log" 2>/dev/null)"
	put proc/cmdline "ro dax_kmem.disable=maybe"
	acts 2 "auto, neither yes nor no" auto dax0.0
	says "auto, neither yes nor no: it says so" "dax_kmem.disable= on the kernel command line is neither yes nor no"
	equal "auto, neither yes nor no: nothing written" "" "$(cat "$root/log" 2>/dev/null)"
}

# the whole table of values is in the unit test; the rule lets nothing through that is switched off for
# sure, and stops nothing else
each_value() {
	fleet
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
}

capture_kernel() {
	fleet
	put proc/vmcore ""
	for device in dax0.0 ""; do
		acts 0 "auto $device, in a capture kernel" auto $device
		says "auto $device, in a capture kernel: it says so" "this kernel was started to save a crashed one's memory"
		equal "auto $device, in a capture kernel: one line" 1 "$(wc -l < "$work/err")"
		equal "auto $device, in a capture kernel: nothing written" "" "$(cat "$root/log" 2>/dev/null)"
	done
	reads 0 "plan, in a capture kernel" plan --sysroot "$root" dax0.0
	prints "plan, in a capture kernel: it warns" "destroys what is to be saved"
}

switched_off
each_value
capture_kernel
