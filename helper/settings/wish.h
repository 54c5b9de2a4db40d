/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef DAX_KMEM_WISH_H
#define DAX_KMEM_WISH_H

#include <stdbool.h>

#include "devices/zone.h"

enum memmap {
	MEMMAP_AUTO,
	MEMMAP_DRAM,
	MEMMAP_PMEM,
};

extern const char *const memmap_names[];

/* Return: false for a word that is none of these. */
bool memmap_from_name(enum memmap *memmap, const char *name);

/**
 * struct wish - what the user asked of attach
 * @zone: ZONE_MOVABLE, ZONE_KERNEL or ZONE_AUTO
 * @zone_given: it was asked for, and is no default
 * @memmap: where the page array is to be; @memmap_given: so it was asked for
 * @node: NUMA node, -1 to let the platform decide; @node_given: so it was asked for
 * @online: bring the blocks online
 * @force: take a device that somebody has open
 */
struct wish {
	enum zone zone;
	bool zone_given;
	enum memmap memmap;
	bool memmap_given;
	int node;
	bool node_given;
	bool online;
	bool force;
};

#define WISH_DEFAULT { .zone = ZONE_MOVABLE, .memmap = MEMMAP_AUTO, .node = -1, .online = true }

#endif
