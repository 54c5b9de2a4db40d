/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef DAX_KMEM_GUARD_H
#define DAX_KMEM_GUARD_H

#include <linux/list.h>
#include <linux/range.h>
#include <linux/workqueue.h>

#include "id-text.h"

struct dkm_bad_blocks;

/**
 * struct dkm_guard - memory that may go online in one zone only, and where it is not bad
 * @range: physical addresses, end inclusive
 * @zone: that zone; DKM_ZONE_AUTO lets everything pass
 * @name: for messages; lives as long as the guard
 * @watch: queued when a block has gone online, or is bad, or NULL; dkm_guard_watch() sets it
 * @bad: the bad blocks that are known; dkm_guard_set_bad() sets it
 */
struct dkm_guard {
	struct list_head list;
	struct range range;
	enum dkm_zone zone;
	const char *name;
	struct work_struct *watch;
	struct dkm_bad_blocks *bad;
};

/*
 * The kernel's own policy, a udev rule and people online memory without asking in which zone it
 * was wanted. A memory notifier refuses what is ours and would land in another one, with -EPERM.
 * It refuses a memory block with bad blocks in it, with -EIO: the core knows nothing of what was
 * found while there were no pages to mark, and would hand them out before anybody could.
 * Adding comes before the memory is hot-added, for the kernel may online it inside that call.
 */
void dkm_guard_add(struct dkm_guard *guard);
void dkm_guard_remove(struct dkm_guard *guard);

/**
 * dkm_guard_watch() - have a work item queued whenever a block has gone online, or was refused
 *	as bad, which may be so no longer
 * @work: that, or NULL for no more; it may be running still
 */
void dkm_guard_watch(struct dkm_guard *guard, struct work_struct *work);

/**
 * dkm_guard_set_bad() - what is known of bad blocks now
 * @bad: a copy for the guard's range, from dkm_media_read(); it is the guard's until this is called
 *	again, and freed with the guard
 *
 * Return: the copy that was set before, for the caller to free, or NULL.
 */
struct dkm_bad_blocks *dkm_guard_set_bad(struct dkm_guard *guard, struct dkm_bad_blocks *bad);

int dkm_guard_init(void);
void dkm_guard_exit(void);

#endif
