/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef DAX_KMEM_ZONE_H
#define DAX_KMEM_ZONE_H

enum zone {
	ZONE_NONE,	/* no block is online */
	ZONE_MOVABLE,
	ZONE_KERNEL,	/* Normal, DMA32, DMA */
	ZONE_MIXED,
	ZONE_AUTO,	/* only as a setting: the kernel chooses */
	ZONES,
};

extern const char *const zone_names[];

/**
 * zone_from_name() - ZONE_MOVABLE, ZONE_KERNEL or ZONE_AUTO; ZONE_NONE for any other word
 */
enum zone zone_from_name(const char *name);

#endif
