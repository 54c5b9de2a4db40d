# SPDX-License-Identifier: GPL-2.0-only
# runs: once
# not-on: *-dkm-debug a debug kernel knows no signatures
# cmdline: module.sig_enforce=1
# A kernel that was told to load signed modules only.
load_pmem
make_devdax
exits 8 "unsigned: plan says it beforehand" dax-kmem plan "$uuid"
check "unsigned: plan says what to do" \
	sh -c "echo \"$said\" | grep -q 'dax_kmem: this kernel loads only modules signed.*it is not signed.*mokutil --import'"
exits 8 "unsigned: exit code" dax-kmem attach "$uuid"
check "unsigned: the key has to be enrolled" \
	sh -c "echo \"$said\" | grep -q 'dax_kmem: this kernel loads only modules signed.*mokutil --import'"
equal "unsigned: dax_pmem keeps the device" dax_pmem "$(driver_of "$dax")"
