/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef DAX_KMEM_ID_TEXT_H
#define DAX_KMEM_ID_TEXT_H

#include <linux/numa.h>
#include <linux/types.h>
#include <linux/uuid.h>

#define DKM_NAME_LEN	32	/* "dax", two numbers of 10 digits, ".", NUL: 25 */
#define DKM_ID_LEN	128	/* the longest line new_id takes, NUL included */

enum dkm_zone {
	DKM_ZONE_MOVABLE,	/* the default: memory that can be taken back */
	DKM_ZONE_KERNEL,	/* any other */
	DKM_ZONE_AUTO,		/* whatever the kernel likes */
	DKM_ZONES
};

enum dkm_memmap {
	DKM_MEMMAP_DRAM,	/* the default: the page array is in ordinary memory */
	DKM_MEMMAP_PMEM,	/* it is in the first pages of each block */
	DKM_MEMMAPS
};

extern const char *const dkm_zone_names[DKM_ZONES];
extern const char *const dkm_memmap_names[DKM_MEMMAPS];

/**
 * struct dkm_id - one device that was asked for
 * @name: its name on the nd bus, or "" when it was asked for by UUID
 * @uuid: the UUID in its info block; an id given by name has it filled in by new_id
 * @node: NUMA node to use, NUMA_NO_NODE to let the platform decide
 * @zone: the zone its blocks may go online in
 * @memmap: where the page array goes
 */
struct dkm_id {
	char name[DKM_NAME_LEN];
	uuid_t uuid;
	int node;
	enum dkm_zone zone;
	enum dkm_memmap memmap;
};

/**
 * dkm_id_parse() - parse what was written to new_id or remove_id
 * @text: "<daxX.Y or UUID> [node=N] [zone=movable|kernel|auto] [memmap=dram|pmem]", one trailing
 *	  newline allowed
 * @len: bytes in @text
 * @id: filled in when 0 is returned; @id->uuid is nil for an id given by name
 *
 * Return: 0, -E2BIG when @text is too long, -EINVAL for anything else that is wrong with it.
 */
int dkm_id_parse(const char *text, size_t len, struct dkm_id *id);

#endif
