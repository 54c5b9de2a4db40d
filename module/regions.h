/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef DAX_KMEM_REGIONS_H
#define DAX_KMEM_REGIONS_H

#include <linux/ioport.h>
#include <linux/range.h>

/**
 * struct dkm_regions - a namespace, reserved in several pieces
 * @info: its first bytes, with the info block
 * @gap: from there to the RAM
 * @ram: exactly the RAM; not busy, so that the core can put "System RAM" below it
 * @tail: what follows the RAM
 *
 * There are pieces because others can claim parts of a region that is not busy. None of them is
 * devm-managed: where the memory outlives its device, they stay, with their names.
 */
struct dkm_regions {
	struct range info, gap, ram, tail;
	/* private to regions.c */
	struct resource *ram_res;
	bool info_lent;
	char *ram_name, *ns_name;
};

/**
 * dkm_regions_request() - reserve a whole namespace
 * @regions: what to fill in
 * @ns: the namespace
 * @reserve: how much of its start is kept for the info block
 * @ram: the RAM in it, behind the info block
 * @ns_name: copied
 * @ram_name: copied
 *
 * Return: 0, -ENOMEM, or -EBUSY when a part of it is reserved already.
 */
int dkm_regions_request(struct dkm_regions *regions, const struct range *ns, u32 reserve,
			const struct range *ram, const char *ns_name, const char *ram_name);
void dkm_regions_release(struct dkm_regions *regions);

/**
 * dkm_regions_lend_info() - free the info block's region for libnvdimm to read the info block
 *
 * For memory whose device went away: without that the device cannot come back. The gap and the RAM
 * stay reserved, so dax_pmem cannot claim the namespace meanwhile. Doing it twice is no error.
 */
void dkm_regions_lend_info(struct dkm_regions *regions);

/**
 * dkm_regions_take_back() - reserve the info block's region again
 *
 * Doing it twice is no error.
 *
 * Return: 0, or -EBUSY while somebody else has it.
 */
int dkm_regions_take_back(struct dkm_regions *regions);

#endif
