// SPDX-License-Identifier: GPL-2.0-only
#include <linux/memory.h>
#include <linux/mm.h>
#include <linux/mmzone.h>
#include <linux/notifier.h>
#include <linux/pfn.h>
#include <linux/printk.h>

#include "zone-guard.h"

static LIST_HEAD(guards);
DEFINE_SPINLOCK(dkm_zone_guards_lock);

void dkm_zone_guard_add(struct dkm_zone_guard *guard)
{
	spin_lock(&dkm_zone_guards_lock);
	list_add(&guard->list, &guards);
	spin_unlock(&dkm_zone_guards_lock);
}

void dkm_zone_guard_remove(struct dkm_zone_guard *guard)
{
	spin_lock(&dkm_zone_guards_lock);
	list_del(&guard->list);
	spin_unlock(&dkm_zone_guards_lock);
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

int dkm_zone_guard_check(struct dkm_zone_guard *guard, unsigned long pfn)
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

/* The whole memory blocks, also where the first pages of one are not told of, see @going_online. */
static struct range blocks_of(const struct memory_notify *arg)
{
	unsigned long block_size = memory_block_size_bytes();
	u64 start = PFN_PHYS(arg->start_pfn);
	u64 size = PFN_PHYS(arg->nr_pages);

	return (struct range){
		.start = ALIGN_DOWN(start, block_size),
		.end = ALIGN(start + size, block_size) - 1,
	};
}

static int going_online(const struct range *blocks, unsigned long pfn)
{
	struct dkm_zone_guard *guard;
	int rc = 0;

	spin_lock(&dkm_zone_guards_lock);
	list_for_each_entry(guard, &guards, list) {
		if (dkm_ranges_overlap(&guard->range, blocks))
			rc = guard->ops->going_online(guard, pfn);
		if (rc)
			break;
	}
	spin_unlock(&dkm_zone_guards_lock);
	return rc;
}

static void is_online(const struct range *blocks)
{
	struct dkm_zone_guard *guard;

	spin_lock(&dkm_zone_guards_lock);
	list_for_each_entry(guard, &guards, list) {
		if (guard->ops->online && dkm_ranges_overlap(&guard->range, blocks))
			guard->ops->online(guard);
	}
	spin_unlock(&dkm_zone_guards_lock);
}

static int guard_notify(struct notifier_block *nb, unsigned long action, void *data)
{
	const struct memory_notify *arg = data;
	struct range blocks = blocks_of(arg);

	switch (action) {
	case MEM_GOING_ONLINE:
		return notifier_from_errno(going_online(&blocks, arg->start_pfn));
	case MEM_ONLINE:
		is_online(&blocks);
		break;
	}
	return NOTIFY_OK;
}

static struct notifier_block guard_notifier = {
	.notifier_call = guard_notify,
	.priority = INT_MAX,	/* refuse before other notifiers prepare for the block */
};

int dkm_zone_guard_init(void)
{
	return register_memory_notifier(&guard_notifier);
}

void dkm_zone_guard_exit(void)
{
	unregister_memory_notifier(&guard_notifier);
}
