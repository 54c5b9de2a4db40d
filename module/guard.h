/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef DAX_KMEM_GUARD_H
#define DAX_KMEM_GUARD_H

#include <linux/workqueue.h>

#include "zone-guard.h"

struct dkm_bad_blocks;

/**
 * struct dkm_guard - memory that may go online only in one zone, and only where it is not bad
 * @base: its range, zone and name
 * @closed: nothing may go online, until dkm_guard_open()
 * @watch: work to queue when a block has gone online, or was refused as bad; NULL for none;
 *	set by dkm_guard_watch()
 * @bad: the bad blocks that are known; set by dkm_guard_set_bad()
 */
struct dkm_guard {
	struct dkm_zone_guard base;
	bool closed;
	struct work_struct *watch;
	struct dkm_bad_blocks *bad;
};

/*
 * A block of ours that goes online in another zone is refused with -EPERM, see zone-guard.h. One
 * with bad blocks in it is refused with -EIO: those that were found while the memory block was
 * offline could not be marked in its page structs, and the kernel would use these pages before
 * anybody could mark them.
 *
 * A closed guard refuses every block, with -EBUSY. While memory is being added, the kernel's own
 * policy would bring its blocks online from the lowest to the highest, and look at the whole zone
 * again after each of them. The time that this takes grows with the square of their number. Whoever
 * binds the device can do it afterwards in an order in which it does not.
 *
 * Add a guard before the memory is hot-added, as the kernel may bring it online within that call.
 */
void dkm_guard_add(struct dkm_guard *guard);
void dkm_guard_remove(struct dkm_guard *guard);

/**
 * dkm_guard_open() - from now on, blocks may go online; no error if they might already
 */
void dkm_guard_open(struct dkm_guard *guard);

/**
 * dkm_guard_watch() - queue a work item whenever a block has gone online, or was refused as bad
 * @work: the work item; NULL to queue none any more, while the last one may still be running
 */
void dkm_guard_watch(struct dkm_guard *guard, struct work_struct *work);

/**
 * dkm_guard_set_bad() - give a guard a new list of bad blocks
 * @bad: from dkm_media_read(), for the guard's range; it belongs to the guard until the next call,
 *	and dkm_guard_remove() frees it
 *
 * Return: the list that was set before, for the caller to free, or NULL.
 */
struct dkm_bad_blocks *dkm_guard_set_bad(struct dkm_guard *guard, struct dkm_bad_blocks *bad);

#endif
