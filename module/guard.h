/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef DAX_KMEM_GUARD_H
#define DAX_KMEM_GUARD_H

#include <linux/list.h>
#include <linux/range.h>
#include <linux/workqueue.h>

#include "id.h"

/**
 * struct dkm_guard - memory that may go online in one zone only
 * @range: physical addresses, end inclusive
 * @zone: that zone; DKM_ZONE_AUTO lets everything pass
 * @name: for messages; lives as long as the guard
 * @watch: queued when a block has gone online, or NULL; dkm_guard_watch() sets it
 */
struct dkm_guard {
	struct list_head list;
	struct range range;
	enum dkm_zone zone;
	const char *name;
	struct work_struct *watch;
};

/*
 * The kernel's own policy, a udev rule and people online memory without asking in which zone it
 * was wanted. A memory notifier refuses what is ours and would land in another one, with -EPERM.
 * Adding comes before the memory is hot-added, for the kernel may online it inside that call.
 */
void dkm_guard_add(struct dkm_guard *guard);
void dkm_guard_remove(struct dkm_guard *guard);

/**
 * dkm_guard_watch() - have a work item queued whenever a block has gone online
 * @work: that, or NULL for no more; it may be running still
 */
void dkm_guard_watch(struct dkm_guard *guard, struct work_struct *work);

int dkm_guard_init(void);
void dkm_guard_exit(void);

#endif
