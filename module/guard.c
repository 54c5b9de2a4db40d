// SPDX-License-Identifier: GPL-2.0-only
#include <linux/memory.h>
#include <linux/mm.h>
#include <linux/mmzone.h>
#include <linux/notifier.h>
#include <linux/pfn.h>
#include <linux/printk.h>
#include <linux/spinlock.h>

#include "guard.h"
#include "media.h"

static LIST_HEAD(guards);
/*
 * A lock of its own, within which no other lock is taken. The notifier runs with the memory
 * hot-plug lock held, also from within our probe, so it must not take any lock that probe holds.
 */
static DEFINE_SPINLOCK(guards_lock);

void dkm_guard_add(struct dkm_guard *guard)
{
	spin_lock(&guards_lock);
	list_add(&guard->list, &guards);
	spin_unlock(&guards_lock);
}

void dkm_guard_remove(struct dkm_guard *guard)
{
	spin_lock(&guards_lock);
	list_del(&guard->list);
	spin_unlock(&guards_lock);
	dkm_media_free(guard->bad);
	guard->bad = NULL;
}

void dkm_guard_open(struct dkm_guard *guard)
{
	spin_lock(&guards_lock);
	guard->closed = false;
	spin_unlock(&guards_lock);
}

void dkm_guard_watch(struct dkm_guard *guard, struct work_struct *work)
{
	spin_lock(&guards_lock);
	guard->watch = work;
	spin_unlock(&guards_lock);
}

struct dkm_bad_blocks *dkm_guard_set_bad(struct dkm_guard *guard, struct dkm_bad_blocks *bad)
{
	struct dkm_bad_blocks *before;

	spin_lock(&guards_lock);
	before = guard->bad;
	guard->bad = bad;
	spin_unlock(&guards_lock);
	return before;
}

static bool is_wrong(enum dkm_zone wanted, bool movable)
{
	switch (wanted) {
	case DKM_ZONE_MOVABLE:
		return !movable;
	case DKM_ZONE_KERNEL:
		return movable;
	default:
		return false;
	}
}

static struct dkm_guard *find(u64 start)
{
	struct dkm_guard *guard;

	lockdep_assert_held(&guards_lock);
	list_for_each_entry(guard, &guards, list) {
		if (start >= guard->range.start && start <= guard->range.end)
			return guard;
	}
	return NULL;
}

static int check_zone(const struct dkm_guard *guard, unsigned long pfn)
{
	/* online_pages() calls the notifiers after it has moved the pages to their new zone */
	bool movable = page_zonenum(pfn_to_page(pfn)) == ZONE_MOVABLE;
	enum dkm_zone zone = READ_ONCE(guard->zone);

	if (!is_wrong(zone, movable))
		return 0;
	pr_info_ratelimited("%s: %#llx not onlined in a %s zone: zone=%s was requested\n",
			    guard->name, (u64)PFN_PHYS(pfn), movable ? "movable" : "kernel",
			    dkm_zone_names[zone]);
	return -EPERM;
}

static int check_media(const struct dkm_guard *guard, unsigned long pfn)
{
	unsigned long block_size = memory_block_size_bytes();
	/* @pfn is not the block's first page if the block holds its own page array. */
	u64 start = ALIGN_DOWN(PFN_PHYS(pfn), block_size);
	struct range run;

	if (!dkm_media_find(guard->bad, start, start + block_size - 1, &run))
		return 0;
	pr_err_ratelimited("%s: %#llx not onlined: bad blocks at %#llx-%#llx\n", guard->name,
			   start, run.start, run.end);
	/* Nobody tells us when bad blocks are cleared: read the list again, for the next try. */
	if (guard->watch)
		schedule_work(guard->watch);
	return -EIO;
}

static int going_online(unsigned long pfn)
{
	struct dkm_guard *guard;
	int rc = 0;

	spin_lock(&guards_lock);
	guard = find(PFN_PHYS(pfn));
	/* nothing is logged: this is what was requested, and the kernel's policy asks each time */
	if (guard && guard->closed)
		rc = -EBUSY;
	if (guard && !rc)
		rc = check_zone(guard, pfn);
	if (guard && !rc)
		rc = check_media(guard, pfn);
	spin_unlock(&guards_lock);
	return rc;
}

static void is_online(unsigned long pfn)
{
	struct dkm_guard *guard;

	spin_lock(&guards_lock);
	guard = find(PFN_PHYS(pfn));
	if (guard && guard->watch)
		schedule_work(guard->watch);
	spin_unlock(&guards_lock);
}

static int guard_notify(struct notifier_block *nb, unsigned long action, void *data)
{
	struct memory_notify *arg = data;

	switch (action) {
	case MEM_GOING_ONLINE:
		return notifier_from_errno(going_online(arg->start_pfn));
	case MEM_ONLINE:
		is_online(arg->start_pfn);
		break;
	}
	return NOTIFY_OK;
}

static struct notifier_block guard_notifier = {
	.notifier_call = guard_notify,
	.priority = INT_MAX,	/* refuse before other notifiers prepare for the block */
};

int dkm_guard_init(void)
{
	return register_memory_notifier(&guard_notifier);
}

void dkm_guard_exit(void)
{
	unregister_memory_notifier(&guard_notifier);
}
