// SPDX-License-Identifier: GPL-2.0-only
#include <linux/errno.h>
#include <linux/kernel.h>
#include <linux/mm.h>
#include <linux/mmzone.h>
#include <linux/nodemask.h>
#include <linux/vmstat.h>

#include "dram.h"

/**
 * struct dram - what the kernel's estimate of available memory is made of, in pages
 * @idle: free pages that no zone keeps in reserve
 * @files: pages of files
 * @low: the zones' low watermarks
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

/* As the kernel has it: half of them stay, or as much as the low watermarks, where that is less. */
static long reclaimable(long pages, long low)
{
	return pages - min(pages / 2, low);
}

/*
 * What si_mem_available() would say if there were no movable zones. That cannot be had from what it
 * says: it has subtracted the watermarks of movable memory, which can be more than all of DRAM, and
 * because of them it has kept more of the page cache and the slabs.
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
	dev_err(dev, "%s: not added: its page array takes %llu MiB of DRAM and %llu MiB are available; choose memmap=pmem, or free some\n",
		name, needed >> 20, there >> 20);
	return -ENOMEM;
}
