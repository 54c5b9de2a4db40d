/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef DAX_KMEM_ZONE_H
#define DAX_KMEM_ZONE_H

/* Where blocks of memory may go online. Those before DKM_ZONE_AUTO are zones to insist on. */
enum dkm_zone {
	DKM_ZONE_MOVABLE,	/* the default: can be offlined again */
	DKM_ZONE_KERNEL,	/* any other zone */
	DKM_ZONE_AUTO,		/* whichever the kernel chooses */
	DKM_ZONES
};

extern const char *const dkm_zone_names[DKM_ZONES];

#endif
