# SPDX-License-Identifier: GPL-2.0-only
# firmware: secureboot
# seconds: 300
# Secure Boot: a module is loaded only when it is signed with a key that the firmware has.
case $(uname -r) in
*-dkm-debug)
	result ok "a debug kernel is not booted by UEFI"
	return 0
	;;
esac
mount -t securityfs security /sys/kernel/security
check "the kernel is locked down" grep -q '\[integrity\]' /sys/kernel/security/lockdown
load_pmem
make_devdax
exits 8 "unsigned: exit code" dax-kmem attach "$uuid"
check "unsigned: the key has to be enrolled" \
	sh -c "echo \"$said\" | grep -q 'dax_kmem: this kernel loads only modules signed.*mokutil --import'"
check "unsigned: dkms has to make it first" sh -c "echo \"$said\" | grep -q 'dkms has made no key: install openssl'"
mkdir -p /var/lib/dkms && : > /var/lib/dkms/mok.pub
exits 8 "unsigned, and dkms has a key: exit code" dax-kmem attach "$uuid"
check "unsigned, and dkms has a key: it is to be enrolled" \
	sh -c "echo \"$said\" | grep -q '; enroll the key that dkms signs with'"
equal "unsigned: dax_pmem keeps the device" dax_pmem "$(driver_of "$dax")"
cp /test/dax_kmem.ko "/lib/modules/$(uname -r)/updates/dkms/"
exits 0 "signed: attach" dax-kmem attach "$uuid"
check "signed: the memory works" numa_touch 1 128
exits 0 "signed: detach" dax-kmem detach "$uuid"
