/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef DAX_KMEM_REGIONS_H
#define DAX_KMEM_REGIONS_H

#include <linux/ioport.h>
#include <linux/range.h>

/**
 * struct dkm_regions - a namespace, reserved in pieces
 * @info: its first bytes, with the info block
 * @gap: from there to the RAM
 * @ram: the RAM, exactly; not busy, so that the core can put "System RAM" below it
 * @tail: what is left behind it
 *
 * None is devm-managed: they stay, with their names, where the memory outlives the device. What
 * else stood in the region that is not busy could be claimed by others, hence the pieces.
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
 * Return: 0, -ENOMEM, or -EBUSY when a part is somebody else's.
 */
int dkm_regions_request(struct dkm_regions *regions, const struct range *ns, u32 reserve,
			const struct range *ram, const char *ns_name, const char *ram_name);
void dkm_regions_release(struct dkm_regions *regions);

/*
 * libnvdimm has to read the info block before the device of memory that lost it can come back.
 * Whoever lends it takes it back. Doing either twice is no error. dax_pmem cannot claim the
 * namespace while the info block is lent: the gap and the RAM are in its way.
 */
void dkm_regions_lend_info(struct dkm_regions *regions);

/* Return: 0, or -EBUSY when somebody has the info block now. */
int dkm_regions_take_back(struct dkm_regions *regions);

#endif
