// SPDX-License-Identifier: GPL-2.0-only
#include <linux/kernel.h>
#include <linux/memory.h>
#include <linux/pfn.h>
#include <linux/printk.h>

#include "guard.h"
#include "media.h"

static int check_media(const struct dkm_guard *guard, unsigned long pfn)
{
	unsigned long block_size = memory_block_size_bytes();
	/* @pfn is not the block's first page if the block holds its own page array. */
	u64 start = ALIGN_DOWN(PFN_PHYS(pfn), block_size);
	struct range run;

	if (!dkm_media_find(guard->bad, start, start + block_size - 1, &run))
		return 0;
	pr_err_ratelimited("%s: %#llx not onlined: bad blocks at %#llx-%#llx\n", guard->base.name,
			   start, run.start, run.end);
	/* Nobody tells us when bad blocks are cleared: read the list again, for the next try. */
	if (guard->watch)
		schedule_work(guard->watch);
	return -EIO;
}

static int going_online(struct dkm_zone_guard *base, unsigned long pfn)
{
	struct dkm_guard *guard = container_of(base, struct dkm_guard, base);
	int rc;

	/* nothing is logged: this is what was requested, and the kernel's policy asks each time */
	if (guard->closed)
		return -EBUSY;
	rc = dkm_zone_guard_check(base, pfn);
	if (!rc)
		rc = check_media(guard, pfn);
	return rc;
}

static void is_online(struct dkm_zone_guard *base)
{
	struct dkm_guard *guard = container_of(base, struct dkm_guard, base);

	if (guard->watch)
		schedule_work(guard->watch);
}

static const struct dkm_zone_guard_ops guard_ops = {
	.going_online = going_online,
	.online = is_online,
};

void dkm_guard_add(struct dkm_guard *guard)
{
	guard->base.ops = &guard_ops;
	dkm_zone_guard_add(&guard->base);
}

void dkm_guard_remove(struct dkm_guard *guard)
{
	dkm_zone_guard_remove(&guard->base);
	dkm_media_free(guard->bad);
	guard->bad = NULL;
}

void dkm_guard_open(struct dkm_guard *guard)
{
	spin_lock(&dkm_zone_guards_lock);
	guard->closed = false;
	spin_unlock(&dkm_zone_guards_lock);
}

void dkm_guard_watch(struct dkm_guard *guard, struct work_struct *work)
{
	spin_lock(&dkm_zone_guards_lock);
	guard->watch = work;
	spin_unlock(&dkm_zone_guards_lock);
}

struct dkm_bad_blocks *dkm_guard_set_bad(struct dkm_guard *guard, struct dkm_bad_blocks *bad)
{
	struct dkm_bad_blocks *before;

	spin_lock(&dkm_zone_guards_lock);
	before = guard->bad;
	guard->bad = bad;
	spin_unlock(&dkm_zone_guards_lock);
	return before;
}
