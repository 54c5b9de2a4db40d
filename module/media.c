// SPDX-License-Identifier: GPL-2.0-only
#include <linux/badblocks.h>
#include <linux/err.h>
#include <linux/libnvdimm.h>
#include <linux/list.h>
#include <linux/log2.h>
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
#define PIECE_MIN	SZ_64K	/* 128 sectors: too few to fill a list */

struct dkm_bad_blocks {
	struct list_head pieces;	/* in ascending order; only those with bad blocks */
};

struct piece {
	struct list_head list;
	struct range range;
	struct badblocks runs;
};

static void free_piece(struct piece *piece)
{
	badblocks_exit(&piece->runs);
	kfree(piece);
}

static struct piece *read_piece(struct nd_region *region, u64 start, u64 end)
{
	struct piece *piece = kzalloc(sizeof(*piece), GFP_KERNEL);

	if (!piece)
		return NULL;
	if (badblocks_init(&piece->runs, 1)) {
		kfree(piece);
		return NULL;
	}
	piece->range = (struct range){ start, end };
	nvdimm_badblocks_populate(region, &piece->runs, &piece->range);
	return piece;
}

/* Not only when it is full: do not rely on what the core does with a list that is nearly so. */
static bool may_lack_some(const struct piece *piece)
{
	return piece->runs.count > MAX_BADBLOCKS / 2;
}

/*
 * A list of the core has 512 entries for up to 256 KiB each, and what does not fit counts as good.
 * So the range is read in pieces: a piece whose list may be full is read again at half the size,
 * and the next piece is twice as large again. Usually one piece is the whole range.
 */
static int read_pieces(struct nd_region *region, const struct range *ram,
		       struct dkm_bad_blocks *bad)
{
	u64 size = roundup_pow_of_two(range_len(ram)), at = ram->start;

	while (at <= ram->end) {
		struct piece *piece = read_piece(region, at, min(at + size - 1, ram->end));

		if (!piece)
			return -ENOMEM;
		if (may_lack_some(piece) && size > PIECE_MIN) {
			free_piece(piece);
			size /= 2;
			continue;
		}
		if (piece->runs.count)
			list_add_tail(&piece->list, &bad->pieces);
		else
			free_piece(piece);
		at += size;
		size *= 2;
		cond_resched();
	}
	return 0;
}

struct dkm_bad_blocks *dkm_media_read(struct device *dev, const struct range *ram)
{
	struct dkm_bad_blocks *bad = kzalloc(sizeof(*bad), GFP_KERNEL);
	int rc = -ENOMEM;

	if (bad) {
		INIT_LIST_HEAD(&bad->pieces);
		rc = read_pieces(to_nd_region(dev->parent), ram, bad);
	}
	if (!rc)
		return bad;
	dev_err(dev, "no memory to read the list of bad blocks\n");
	dkm_media_free(bad);
	return ERR_PTR(rc);
}

void dkm_media_free(struct dkm_bad_blocks *bad)
{
	struct piece *piece, *next;

	if (!bad)
		return;
	list_for_each_entry_safe(piece, next, &bad->pieces, list)
		free_piece(piece);
	kfree(bad);
}

static bool find_in(struct piece *piece, u64 from, u64 to, struct range *run)
{
	sector_t sector = (from - piece->range.start) >> SECTOR_BITS;
	sector_t end = (to + 1 - piece->range.start) >> SECTOR_BITS;

	while (sector < end) {
		/* in chunks, because older kernels count sectors in an int */
		u32 chunk = min_t(sector_t, end - sector, SZ_1G >> SECTOR_BITS);
		sector_t first, count;

		if (compat_badblocks_check(&piece->runs, sector, chunk, &first, &count) && count) {
			dkm_bad_range(&piece->range, first, count, run);
			return true;
		}
		sector += chunk;
	}
	return false;
}

bool dkm_media_find(struct dkm_bad_blocks *bad, u64 from, u64 to, struct range *run)
{
	struct piece *piece;

	if (!bad)
		return false;
	list_for_each_entry(piece, &bad->pieces, list) {
		if (piece->range.start > to)
			break;
		if (piece->range.end >= from &&
		    find_in(piece, max(from, piece->range.start), min(to, piece->range.end), run))
			return true;
	}
	return false;
}

int dkm_media_check(struct device *dev, const struct range *ram)
{
	struct dkm_bad_blocks *bad = dkm_media_read(dev, ram);
	struct range run;
	int found = 0;
	u64 at;

	if (IS_ERR(bad))
		return PTR_ERR(bad);
	for (at = ram->start; dkm_media_find(bad, at, ram->end, &run); at = run.end + 1) {
		if (found++ < MAX_NAMED)
			dev_err(dev, "bad blocks at %#llx-%#llx\n", run.start, run.end);
		cond_resched();
	}
	dkm_media_free(bad);
	if (!found)
		return 0;
	dev_err(dev, "%d runs of bad blocks: not used as RAM; clear them first, see ndctl-clear-errors(1)\n",
		found);
	return -EIO;
}

/* Was all of this range known to be bad before? */
static bool is_old(struct dkm_bad_blocks *before, u64 from, u64 to)
{
	struct range run;

	return dkm_media_find(before, from, to, &run) && run.start <= from && run.end >= to;
}

/*
 * Does memory_failure() know of a page already? For a page of a hugetlb page, the flag is on the
 * head page, and may have been set because of another page of it; the core keeps a list of the bad
 * ones for the day when the huge page is split. So such a page is reported once, when it is new. In
 * a transparent huge page each page has its own flag.
 */
static bool is_reported(struct page *page, bool old)
{
	if (PageHWPoison(page))
		return true;
	return old && PageHuge(page) && PageHWPoison(compound_head(page));
}

static void fail_pages(struct dkm_bad_blocks *before, const struct range *run)
{
	unsigned long pfn;

	for (pfn = PHYS_PFN(run->start); pfn <= PHYS_PFN(run->end); pfn++) {
		struct page *page = pfn_to_online_page(pfn);
		u64 from = max_t(u64, PFN_PHYS(pfn), run->start);
		u64 to = min_t(u64, PFN_PHYS(pfn + 1) - 1, run->end);

		if (page && !is_reported(page, is_old(before, from, to)))
			memory_failure(pfn, 0);
		cond_resched();
	}
}

void dkm_media_poison(struct device *dev, const struct range *ram, struct dkm_bad_blocks *bad,
		      struct dkm_bad_blocks *before)
{
	struct range run;
	u64 at;

	for (at = ram->start; dkm_media_find(bad, at, ram->end, &run); at = run.end + 1) {
		if (!is_old(before, run.start, run.end))
			dev_err(dev, "bad blocks at %#llx-%#llx\n", run.start, run.end);
		fail_pages(before, &run);
	}
}
