// SPDX-License-Identifier: GPL-2.0-only
#include <linux/errno.h>
#include <linux/kernel.h>
#include <linux/mm.h>
#include <linux/mmzone.h>
#include <linux/nodemask.h>
#include <linux/vmstat.h>

#include "dram.h"

/**
 * struct dram - sums over the zones that can hold a page array, in pages
 * @idle: free pages, without CMA and without what a zone reserves from kernel allocations
 * @files: page cache
 * @low: low watermarks
 */
struct dram {
	long idle, files, low;
};

static void add_zone(struct dram *dram, struct zone *zone)
{
	long reserve = high_wmark_pages(zone) + zone->lowmem_reserve[ZONE_NORMAL];

	dram->idle += zone_page_state(zone, NR_FREE_PAGES) -
		      zone_page_state(zone, NR_FREE_CMA_PAGES) -
		      min_t(long, reserve, zone_managed_pages(zone));
	dram->files += zone_page_state(zone, NR_ZONE_ACTIVE_FILE) +
		       zone_page_state(zone, NR_ZONE_INACTIVE_FILE);
	dram->low += low_wmark_pages(zone);
}

/* The kernel's estimate: half of them stay, or as many as the low watermarks if these are less. */
static long reclaimable(long pages, long low)
{
	return pages - min(pages / 2, low);
}

/*
 * The same estimate as si_mem_available(), without the movable zones. It cannot be derived from the
 * value of that function, which has subtracted the watermarks of movable memory as well: these can
 * be larger than all of DRAM, and they also make it count less of the page cache and the slabs.
 */
static long available(void)
{
	long slabs = global_node_page_state_pages(NR_SLAB_RECLAIMABLE_B) +
		     global_node_page_state(NR_KERNEL_MISC_RECLAIMABLE);
	struct dram dram = { };
	int node, zone;

	for_each_online_node(node) {
		for (zone = 0; zone < ZONE_MOVABLE; zone++)
			add_zone(&dram, &NODE_DATA(node)->node_zones[zone]);
	}
	return dram.idle + reclaimable(dram.files, dram.low) + reclaimable(slabs, dram.low);
}

int dkm_dram_check(struct device *dev, const char *name, u64 size)
{
	u64 needed = (size >> PAGE_SHIFT) * sizeof(struct page);
	u64 there = (u64)max(available(), 0L) << PAGE_SHIFT;

	if (needed <= there / 10 * 9)
		return 0;
	dev_err(dev, "%s: not added: its page array takes %llu MiB of DRAM and %llu MiB are available; %sfree some\n",
		name, needed >> 20, there >> 20,
		COMPAT_MEMMAP_ON_MEMORY_STAYS ? "" : "choose memmap=pmem, or ");
	return -ENOMEM;
}
