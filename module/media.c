// SPDX-License-Identifier: GPL-2.0-only
#include <linux/badblocks.h>
#include <linux/libnvdimm.h>
#include <linux/memory_hotplug.h>
#include <linux/mm.h>
#include <linux/pfn.h>
#include <linux/sched.h>
#include <linux/sizes.h>

#include "libnvdimm.h"
#include "media.h"
#include "range.h"

#define MAX_NAMED	8
#define SECTOR_BITS	9

/* Called for each run of bad blocks, as physical addresses. */
typedef void (*bad_fn)(struct device *dev, const struct range *bad);

static int walk_bad(struct device *dev, const struct range *ram, bad_fn fn)
{
	sector_t sector = 0, end = range_len(ram) >> SECTOR_BITS;
	struct badblocks bb;
	int found = 0, rc;

	rc = badblocks_init(&bb, 1);
	if (rc)
		return rc;
	nvdimm_badblocks_populate(to_nd_region(dev->parent), &bb, ram);
	while (sector < end) {
		/* in chunks: older kernels count sectors in an int */
		u32 chunk = min_t(sector_t, end - sector, SZ_1G >> SECTOR_BITS);
		sector_t first, count;
		struct range bad;

		if (!compat_badblocks_check(&bb, sector, chunk, &first, &count) || !count) {
			sector += chunk;
			continue;
		}
		bad_range(ram, first, count, &bad);
		if (found++ < MAX_NAMED || fn)
			dev_err(dev, "bad blocks at %#llx-%#llx\n", bad.start, bad.end);
		if (fn)
			fn(dev, &bad);
		sector = first + count;
		cond_resched();
	}
	badblocks_exit(&bb);
	return found;
}

int dkm_media_check(struct device *dev, const struct range *ram)
{
	int found = walk_bad(dev, ram, NULL);

	if (found <= 0)
		return found;
	dev_err(dev, "%d runs of bad blocks: not used as RAM; clear them first, see ndctl-clear-errors(1)\n",
		found);
	return -EIO;
}

static void fail_pages(struct device *dev, const struct range *bad)
{
	unsigned long pfn;

	for (pfn = PHYS_PFN(bad->start); pfn <= PHYS_PFN(bad->end); pfn++) {
		if (pfn_to_online_page(pfn))
			memory_failure(pfn, 0);
		cond_resched();
	}
}

void dkm_media_poison(struct device *dev, const struct range *ram)
{
	walk_bad(dev, ram, fail_pages);
}
