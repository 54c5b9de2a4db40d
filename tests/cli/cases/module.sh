# SPDX-License-Identifier: GPL-2.0-only
# shellcheck shell=sh disable=SC2154 # set by tests/cli/case.sh
# What the administrator has told modprobe: a no is a no, and said before anything is done.
new_tree
one_devdax
rm -r "${root:?}/$drivers/dax_kmem"

refused() {	# DESCRIPTION FILE LINES TEXT [TARGET]
	put "$2" "$3"
	reads 8 "$1: plan" plan --sysroot "$root" "${5-dax0.0}"
	prints "$1: plan names the file" "$4"
	reads 8 "$1: attach" attach --sysroot "$root" "${5-dax0.0}"
	says "$1: attach names the file" "$4"
	rm "$root/$2"
}

no=$root/etc/modprobe.d/no.conf
refused "install /bin/false" etc/modprobe.d/no.conf "# no
install dax_kmem /bin/false" \
	"dax_kmem: an 'install' line in $no:2 has modprobe run '/bin/false' instead of loading it"
refused "install, with a dash, and true" etc/modprobe.d/no.conf "install dax-kmem /bin/true" "$no:1 "
refused "install by a pattern" etc/modprobe.d/no.conf "	install dax_k* /bin/false" "$no:1 "
refused "install of more than the module" etc/modprobe.d/no.conf \
	"install dax_kmem /sbin/modprobe --ignore-install dax_kmem && logger loaded" "&& logger loaded'"
refused "install in /usr/lib" usr/lib/modprobe.d/no.conf "install dax_kmem /bin/false" \
	"$root/usr/lib/modprobe.d/no.conf:1 "
refused "blacklist" run/modprobe.d/no.conf "blacklist dax_kmem" \
	"dax_kmem: blacklisted in $root/run/modprobe.d/no.conf:1; remove that line"
refused "no module any more" proc/sys/kernel/modules_disabled 1 "(kernel.modules_disabled=1); reboot"

put usr/lib/modprobe.d/no.conf "install dax_kmem /bin/false"
put etc/modprobe.d/no.conf ""
reads 0 "a file that another one hides" plan --sysroot "$root" dax0.0
rm "$root/usr/lib/modprobe.d/no.conf"
put etc/modprobe.d/no.conf "install libnvdimm /sbin/modprobe --ignore-install libnvdimm
install dax_pmem /bin/false
install dax_kmem_other /bin/false
# install dax_kmem /bin/false
blacklist kmem"
reads 0 "lines for other modules" plan --sysroot "$root" dax0.0
rm "$root/etc/modprobe.d/no.conf"
instance 4 none
rm -r "${root:?}/$drivers/dax_pmem"
refused "install, of the driver to go back to" etc/modprobe.d/no.conf "install dax_pmem /bin/false" \
	"dax_pmem: an 'install' line in $no:1 " dax4.0
put etc/modprobe.d/no.conf "install dax_kmem /bin/false"
mkdir "$root/$drivers/dax_kmem" "$root/$drivers/dax_pmem"
reads 0 "what is loaded already" plan --sysroot "$root" dax4.0
