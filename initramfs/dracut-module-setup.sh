#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# dracut: as initramfs-tools' hook beside this file.

check() {
	grep -qs '^options dax_kmem ids=' /etc/modprobe.d/dax-kmem-early.conf || return 255
	return 0
}

depends() {
	return 0
}

installkernel() {
	# -s: it is no error when this kernel has none
	hostonly='' instmods -s dax_kmem libnvdimm nfit nd_pmem dax_pmem dax_pmem_compat || return 0
}

install() {
	inst_simple /etc/modprobe.d/dax-kmem-early.conf
}
