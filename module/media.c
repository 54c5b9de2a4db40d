// SPDX-License-Identifier: GPL-2.0-only
#include <linux/badblocks.h>
#include <linux/err.h>
#include <linux/libnvdimm.h>
#include <linux/memory_hotplug.h>
#include <linux/mm.h>
#include <linux/pfn.h>
#include <linux/sched.h>
#include <linux/sizes.h>
#include <linux/slab.h>

#include "libnvdimm.h"
#include "media.h"
#include "range.h"

#define MAX_NAMED	8
#define SECTOR_BITS	9

struct badblocks *dkm_media_read(struct device *dev, const struct range *ram)
{
	struct badblocks *list;
	int rc = -ENOMEM;

	list = kzalloc(sizeof(*list), GFP_KERNEL);
	if (list)
		rc = badblocks_init(list, 1);
	if (rc) {
		dev_err(dev, "no memory to read the list of bad blocks\n");
		kfree(list);
		return ERR_PTR(rc);
	}
	nvdimm_badblocks_populate(to_nd_region(dev->parent), list, ram);
	return list;
}

void dkm_media_free(struct badblocks *list)
{
	if (!list)
		return;
	badblocks_exit(list);
	kfree(list);
}

bool dkm_media_find(struct badblocks *list, const struct range *ram, u64 from, u64 to,
		    struct range *bad)
{
	sector_t sector = (from - ram->start) >> SECTOR_BITS;
	sector_t end = (to + 1 - ram->start) >> SECTOR_BITS;

	while (list && sector < end) {
		/* in chunks: older kernels count sectors in an int */
		u32 chunk = min_t(sector_t, end - sector, SZ_1G >> SECTOR_BITS);
		sector_t first, count;

		if (compat_badblocks_check(list, sector, chunk, &first, &count) && count) {
			bad_range(ram, first, count, bad);
			return true;
		}
		sector += chunk;
	}
	return false;
}

int dkm_media_check(struct device *dev, const struct range *ram)
{
	struct badblocks *list = dkm_media_read(dev, ram);
	struct range bad;
	int found = 0;
	u64 at;

	if (IS_ERR(list))
		return PTR_ERR(list);
	for (at = ram->start; dkm_media_find(list, ram, at, ram->end, &bad); at = bad.end + 1) {
		if (found++ < MAX_NAMED)
			dev_err(dev, "bad blocks at %#llx-%#llx\n", bad.start, bad.end);
		cond_resched();
	}
	dkm_media_free(list);
	if (!found)
		return 0;
	dev_err(dev, "%d runs of bad blocks: not used as RAM; clear them first, see ndctl-clear-errors(1)\n",
		found);
	return -EIO;
}

/* Was all of it known before? */
static bool is_old(struct badblocks *before, const struct range *ram, u64 from, u64 to)
{
	struct range bad;

	return dkm_media_find(before, ram, from, to, &bad) && bad.start <= from && bad.end >= to;
}

/*
 * The flag of a page in a hugetlb page is on its head page, and may be there for another page's
 * sake. The core keeps a list of those that are bad, for when the huge page is taken apart. So a
 * page is told of once, and not for ever. That of a transparent huge page is on the page itself.
 */
static bool is_told(struct page *page, bool old)
{
	if (PageHWPoison(page))
		return true;
	return old && PageHuge(page) && PageHWPoison(compound_head(page));
}

static void fail_pages(struct badblocks *before, const struct range *ram, const struct range *bad)
{
	unsigned long pfn;

	for (pfn = PHYS_PFN(bad->start); pfn <= PHYS_PFN(bad->end); pfn++) {
		struct page *page = pfn_to_online_page(pfn);
		u64 from = max_t(u64, PFN_PHYS(pfn), bad->start);
		u64 to = min_t(u64, PFN_PHYS(pfn + 1) - 1, bad->end);

		if (page && !is_told(page, is_old(before, ram, from, to)))
			memory_failure(pfn, 0);
		cond_resched();
	}
}

void dkm_media_poison(struct device *dev, const struct range *ram, struct badblocks *list,
		      struct badblocks *before)
{
	struct range bad;
	u64 at;

	for (at = ram->start; dkm_media_find(list, ram, at, ram->end, &bad); at = bad.end + 1) {
		if (!is_old(before, ram, bad.start, bad.end))
			dev_err(dev, "bad blocks at %#llx-%#llx\n", bad.start, bad.end);
		fail_pages(before, ram, &bad);
	}
}
