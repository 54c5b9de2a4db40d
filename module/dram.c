// SPDX-License-Identifier: GPL-2.0-only
#include <linux/errno.h>
#include <linux/kernel.h>
#include <linux/mm.h>
#include <linux/mmzone.h>
#include <linux/nodemask.h>
#include <linux/vmstat.h>

#include "dram.h"

/* Of what si_mem_available() counts, what no page array can be in. */
static long movable_available(void)
{
	long pages = 0;
	int node;

	for_each_online_node(node) {
		struct zone *zone = &NODE_DATA(node)->node_zones[ZONE_MOVABLE];

		pages += zone_page_state(zone, NR_FREE_PAGES) +
			 zone_page_state(zone, NR_ZONE_ACTIVE_FILE) +
			 zone_page_state(zone, NR_ZONE_INACTIVE_FILE);
	}
	return pages;
}

int dkm_dram_check(struct device *dev, const char *name, u64 size)
{
	u64 needed = (size >> PAGE_SHIFT) * sizeof(struct page);
	long pages = si_mem_available() - movable_available();
	u64 available = (u64)max(pages, 0L) << PAGE_SHIFT;

	if (needed <= available / 10 * 9)
		return 0;
	dev_err(dev, "%s: not added: its page array takes %llu MiB of DRAM and %llu MiB are available; choose memmap=pmem, or free some\n",
		name, needed >> 20, available >> 20);
	return -ENOMEM;
}
