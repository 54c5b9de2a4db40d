# SPDX-License-Identifier: GPL-2.0-only
# What check-config finds, in all directories of the configuration.
new_tree
one_devdax
put $nd/namespace0.0/alt_name ram
reads 0 "check-config: nothing there" check-config --sysroot "$root"
reads 0 "auto: nothing listed" auto --sysroot "$root" dax0.0

fleet_config
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
acts 0 "auto attaches what another file lists" auto dax0.0
equal "auto attaches what another file lists: RAM" dax_kmem "$(driver_of 0)"
acts 2 "auto for all says that there is an error" auto
acts 0 "detach it again" detach dax0.0
reads 2 "enable does nothing, as that file may have listed it" enable --sysroot "$root" dax0.0
reads 2 "nor disable" disable --sysroot "$root" dax0.0
ln -sf /dev/null "$root/etc/dax-kmem.conf.d/50-vendor.conf"
reads 0 "a name that is switched off" check-config --sysroot "$root"
equal "a name that is switched off: its sections are gone" 0 "$(grep -c "$(uuid_of 8)" "$work/out")"
