// SPDX-License-Identifier: GPL-2.0-only
#include <linux/errno.h>
#include <linux/ioport.h>
#include <linux/slab.h>
#include <linux/string.h>

#include "regions.h"

static int request_edge(const struct range *edge, const char *name)
{
	if (!range_len(edge))
		return 0;
	return request_mem_region(edge->start, range_len(edge), name) ? 0 : -EBUSY;
}

static void release_edge(const struct range *edge)
{
	if (range_len(edge))
		release_mem_region(edge->start, range_len(edge));
}

static int request_ram(struct dkm_regions *regions)
{
	struct resource *res;

	res = request_mem_region(regions->ram.start, range_len(&regions->ram), regions->ram_name);
	if (!res)
		return -EBUSY;
	/* not busy, so that the core can add its region below; and no flags but the usual ones */
	res->flags = IORESOURCE_SYSTEM_RAM;
	regions->ram_res = res;
	return 0;
}

/*
 * release_mem_region() finds busy regions only. The core must free this one: before 5.18 it may
 * have taken it from boot memory, which kfree() does not know.
 */
static void release_ram(struct dkm_regions *regions)
{
	regions->ram_res->flags |= IORESOURCE_BUSY;
	release_mem_region(regions->ram.start, range_len(&regions->ram));
}

int dkm_regions_request(struct dkm_regions *regions, const struct range *ns, u32 reserve,
			const struct range *ram, const char *ns_name, const char *ram_name)
{
	int rc = -ENOMEM;

	regions->info = (struct range){ ns->start, ns->start + reserve - 1 };
	regions->gap = (struct range){ ns->start + reserve, ram->start - 1 };
	regions->ram = *ram;
	regions->tail = (struct range){ ram->end + 1, ns->end };
	regions->ns_name = kstrdup(ns_name, GFP_KERNEL);
	if (!regions->ns_name)
		goto err_ns_name;
	regions->ram_name = kstrdup(ram_name, GFP_KERNEL);
	if (!regions->ram_name)
		goto err_ram_name;

	rc = request_edge(&regions->info, regions->ns_name);
	if (rc)
		goto err_info;
	rc = request_edge(&regions->gap, regions->ns_name);
	if (rc)
		goto err_gap;
	rc = request_ram(regions);
	if (rc)
		goto err_ram;
	rc = request_edge(&regions->tail, regions->ns_name);
	if (rc)
		goto err_tail;
	return 0;

err_tail:
	release_ram(regions);
err_ram:
	release_edge(&regions->gap);
err_gap:
	release_edge(&regions->info);
err_info:
	kfree(regions->ram_name);
err_ram_name:
	kfree(regions->ns_name);
err_ns_name:
	return rc;
}

void dkm_regions_lend_info(struct dkm_regions *regions)
{
	if (!regions->info_lent)
		release_edge(&regions->info);
	regions->info_lent = true;
}

int dkm_regions_take_back(struct dkm_regions *regions)
{
	if (regions->info_lent)
		regions->info_lent = request_edge(&regions->info, regions->ns_name);
	return regions->info_lent ? -EBUSY : 0;
}

void dkm_regions_release(struct dkm_regions *regions)
{
	release_edge(&regions->tail);
	release_ram(regions);
	release_edge(&regions->gap);
	dkm_regions_lend_info(regions);
	kfree(regions->ram_name);
	kfree(regions->ns_name);
}
