# SPDX-License-Identifier: GPL-2.0-only
# shellcheck shell=sh disable=SC2034,SC2154 # for those that source it, which have set top
# What differs between the architectures of guests, in one place. It is told by the kernel's version, the last
# word of which is Debian's name of the flavour.

# arch_of KVER: Debian's name of the architecture
arch_of() {
	case $1 in
	*-arm64 | *-arm64-16k) echo arm64 ;;
	*) echo amd64 ;;
	esac
}

# arch_set KVER: needs $top; sets what follows
#   arch       Debian's name of it
#   built      where what is built for it is
#   other      the files of a system of that architecture, if it is not this machine's
#   libraries  the name of the folder of the libraries there
#   only_here  modules that a guest has on this architecture only
arch_set() {
	arch=$(arch_of "$1")
	case $arch in
	arm64)
		built=$top/build/arm64
		other=${DAX_KMEM_CACHE:-$top/build/cache}/kernel/$1/guest
		libraries=aarch64-linux-gnu
		only_here=
		;;
	amd64)
		built=$top/build
		other=
		libraries=
		only_here="nd_e820 dax_hmem mce-inject"
		;;
	esac
}

# arch_machine DIR: needs arch_set; sets the machine that QEMU plays
#   emulator, cpu, machine   its program, and what that has for -cpu and -machine
#   console                  the guest's name of the first serial port
#   words                    more words, for the firmware without which this machine has no ACPI
#   results                  words for the second serial port, which goes to DIR/result
arch_machine() {
	case $arch in
	arm64)
		emulator=qemu-system-aarch64
		# the architecture's own way to sign pointers takes an emulator a multiple of the time
		cpu=max,pauth-impdef=on
		machine=virt,nvdimm=on,hmat=on,acpi=on,gic-version=3
		console=ttyAMA0
		cp "$other/usr/share/AAVMF/AAVMF_VARS.fd" "$1/vars.fd"
		words="-drive if=pflash,format=raw,unit=0,readonly=on,file=$other/usr/share/AAVMF/AAVMF_CODE.fd
			-drive if=pflash,format=raw,unit=1,file=$1/vars.fd"
		# this machine has one port; the other one is on PCI
		results="-chardev file,id=result,path=$1/result -device pci-serial,chardev=result"
		;;
	amd64)
		emulator=qemu-system-x86_64
		cpu=max
		machine=q35,nvdimm=on,hmat=on
		console=ttyS0
		words=
		results="-serial file:$1/result"
		;;
	esac
}
