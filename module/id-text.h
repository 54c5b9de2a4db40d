/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef DAX_KMEM_ID_TEXT_H
#define DAX_KMEM_ID_TEXT_H

#include <linux/numa.h>
#include <linux/types.h>
#include <linux/uuid.h>

#include "zone.h"

#define DKM_NAME_LEN	32	/* "dax", two numbers of 10 digits, ".", NUL: 25 */
#define DKM_ID_LEN	128	/* the longest line that new_id accepts, with a NUL */

enum dkm_memmap {
	DKM_MEMMAP_DRAM,	/* the default: the page array is in DRAM */
	DKM_MEMMAP_PMEM,	/* the page array of each block is in its own first pages */
	DKM_MEMMAPS
};

/* Who brings its blocks online for the first time. */
enum dkm_online {
	DKM_ONLINE_POLICY,	/* the default: the kernel, if that is its policy */
	DKM_ONLINE_LATER,	/* whoever binds the device, once it is bound */
	DKM_ONLINES
};

extern const char *const dkm_memmap_names[DKM_MEMMAPS];
extern const char *const dkm_online_names[DKM_ONLINES];

/**
 * struct dkm_id - one device that was requested
 * @name: its name on the nd bus, or "" when it was requested by UUID
 * @uuid: the UUID in its info block; new_id looks it up for an id given by name
 * @node: NUMA node to use, NUMA_NO_NODE to let the platform decide
 * @zone: the zone its blocks may go online in
 * @memmap: where the page array goes
 * @online: who brings its blocks online for the first time
 */
struct dkm_id {
	char name[DKM_NAME_LEN];
	uuid_t uuid;
	int node;
	enum dkm_zone zone;
	enum dkm_memmap memmap;
	enum dkm_online online;
};

/**
 * dkm_id_parse() - parse what was written to new_id or remove_id
 * @text: "<daxX.Y or UUID> [node=N] [zone=movable|kernel|auto] [memmap=dram|pmem]
 *	  [online=policy|later]", one trailing newline allowed
 * @len: bytes in @text
 * @id: filled in when 0 is returned; @id->uuid is nil for an id given by name
 *
 * Return: 0, -E2BIG when @text is too long, -EINVAL for anything else that is wrong with it.
 */
int dkm_id_parse(const char *text, size_t len, struct dkm_id *id);

#endif
