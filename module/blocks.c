// SPDX-License-Identifier: GPL-2.0-only
#include <linux/log2.h>
#include <linux/memory.h>
#include <linux/memory_hotplug.h>
#include <linux/mm.h>
#include <linux/mmzone.h>
#include <linux/pfn.h>
#include <linux/sched.h>
#include <linux/sysfs.h>

#include "blocks.h"

#define LINE_MAX	64	/* two numbers and a word */

static const char *block_state(u64 start)
{
	/* the last page: the first ones may be the block's own page array */
	struct page *page = pfn_to_online_page(PHYS_PFN(start + memory_block_size_bytes()) - 1);

	if (!page)
		return "offline";
	return page_zonenum(page) == ZONE_MOVABLE ? "movable" : "kernel";
}

ssize_t dkm_blocks_show(const struct range *ram, char *buf)
{
	unsigned int shift = ilog2(memory_block_size_bytes());
	u64 block = ram->start >> shift, last = ram->end >> shift;
	int len = 0;

	while (block <= last) {
		const char *state = block_state(block << shift);
		u64 first = block;

		/* the words are the same pointers */
		while (block <= last && block_state(block << shift) == state) {
			block++;
			cond_resched();
		}
		if (block == first)
			continue;	/* it has changed under our eyes */
		if (len > PAGE_SIZE - LINE_MAX)
			return -EFBIG;
		len += sysfs_emit_at(buf, len, "%llu-%llu %s\n", first, block - 1, state);
	}
	return len;
}
