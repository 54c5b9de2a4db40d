# SPDX-License-Identifier: GPL-2.0-only
# runs: newest-kernel
# not-on-arch: arm64 the firmware that trusts the test key is that of x86
# not-on: *-dkm-debug a debug kernel is not booted by UEFI
# firmware: secureboot
# seconds: 300
# Secure Boot: a module is loaded only when it is signed with a key that the firmware has.
mount -t securityfs security /sys/kernel/security
check "the kernel is locked down" grep -q '\[integrity\]' /sys/kernel/security/lockdown
load_pmem
make_devdax
exits 8 "unsigned: plan says it beforehand" dax-kmem plan "$uuid"
exits 8 "unsigned: exit code" dax-kmem attach "$uuid"
check "unsigned: the key has to be enrolled" \
	sh -c "echo \"$said\" | grep -q 'dax_kmem: this kernel loads only modules signed.*mokutil --import'"
check "unsigned: and it has no signature" sh -c "echo \"$said\" | grep -q 'it is not signed: install openssl, .dkms remove'"
equal "unsigned: dax_pmem keeps the device" dax_pmem "$(driver_of "$dax")"
# the signature of another module, which fits this one as little as that of a key nobody knows
there=$(find /lib/modules -name dax_kmem.ko)
tail -c +$(($(wc -c < "$there") + 1)) /test/dax_kmem.ko > /tmp/signature
cp "$there" /tmp/unsigned.ko
{ cat /tmp/unsigned.ko; echo; cat /tmp/signature; } > "$there"
exits 0 "signed: plan" dax-kmem plan "$uuid"
check "signed: plan says by whom, and that the key may not be known" \
	sh -c "echo \"$said\" | grep -q '^note .*it is signed by .*if that key is not enrolled'"
exits 8 "signed by another: exit code" dax-kmem attach "$uuid"
check "signed by another: by whom, and what to do" \
	sh -c "echo \"$said\" | grep -q 'it is signed by .*; enroll the key that dkms signs with'"
cp /test/dax_kmem.ko "/lib/modules/$(uname -r)/updates/dkms/"
exits 0 "signed: attach" dax-kmem attach "$uuid"
check "signed: the memory works" numa_touch 1 128
exits 0 "signed: detach" dax-kmem detach "$uuid"
