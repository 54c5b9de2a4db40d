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

/* Called for each run of bad blocks, as physical addresses; is it news? */
typedef bool (*bad_fn)(const struct range *bad, int nth);

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
		if (fn(&bad, found++))
			dev_err(dev, "bad blocks at %#llx-%#llx\n", bad.start, bad.end);
		sector = first + count;
		cond_resched();
	}
	badblocks_exit(&bb);
	return found;
}

static bool is_named(const struct range *bad, int nth)
{
	return nth < MAX_NAMED;
}

int dkm_media_check(struct device *dev, const struct range *ram)
{
	int found = walk_bad(dev, ram, is_named);

	if (found <= 0)
		return found;
	dev_err(dev, "%d runs of bad blocks: not used as RAM; clear them first, see ndctl-clear-errors(1)\n",
		found);
	return -EIO;
}

/* All that is known is walked each time: what has been dealt with, or is offline, is no news. */
static bool fail_pages(const struct range *bad, int nth)
{
	bool news = false;
	unsigned long pfn;

	for (pfn = PHYS_PFN(bad->start); pfn <= PHYS_PFN(bad->end); pfn++) {
		struct page *page = pfn_to_online_page(pfn);

		if (page && !PageHWPoison(page)) {
			memory_failure(pfn, 0);
			news = true;
		}
		cond_resched();
	}
	return news;
}

void dkm_media_poison(struct device *dev, const struct range *ram)
{
	walk_bad(dev, ram, fail_pages);
}
