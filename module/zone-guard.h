/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef DAX_KMEM_ZONE_GUARD_H
#define DAX_KMEM_ZONE_GUARD_H

#include <linux/list.h>
#include <linux/range.h>
#include <linux/spinlock.h>

#include "zone.h"

/*
 * The kernel's own policy, udev rules and people bring memory online without knowing which zone was
 * requested for it. So a memory notifier looks at each memory block that goes online. It asks the
 * guards of all ranges that the block overlaps, be it by one byte. One that refuses is enough.
 *
 * Both modules, dax_kmem and dax_zone_guard, have this code, and each has guards of its own.
 */

struct dkm_zone_guard_ops;

/**
 * struct dkm_zone_guard - memory that may go online only in one zone
 * @range: physical addresses, end inclusive; need not be whole memory blocks
 * @zone: that zone; DKM_ZONE_AUTO allows all; may change at any time, by WRITE_ONCE()
 * @name: for messages; lives as long as the guard
 * @ops: what its owner is asked and told
 */
struct dkm_zone_guard {
	struct list_head list;
	struct range range;
	enum dkm_zone zone;
	const char *name;
	const struct dkm_zone_guard_ops *ops;
};

/**
 * struct dkm_zone_guard_ops - called with dkm_zone_guards_lock held, and must not sleep
 * @going_online: may a memory block go online? @pfn is its first page, or the first one behind the
 *	page array that it holds. Returns 0 or an error, which whoever brings it online then gets.
 *	dkm_zone_guard_check() is such a function.
 * @online: a memory block has gone online; NULL if nobody wants to know
 */
struct dkm_zone_guard_ops {
	int (*going_online)(struct dkm_zone_guard *guard, unsigned long pfn);
	void (*online)(struct dkm_zone_guard *guard);
};

/* Both ends are inclusive. */
static inline bool dkm_ranges_overlap(const struct range *one, const struct range *other)
{
	return one->start <= other->end && other->start <= one->end;
}

/*
 * Protects the list of guards, and whatever of a guard its owner uses in these functions. No other
 * lock is taken within it. The notifier runs with the memory hot-plug lock held, also from within
 * the call that adds memory, so it must not take any lock that is held around such a call.
 */
extern spinlock_t dkm_zone_guards_lock;

/*
 * It counts for blocks that begin to go online after this. So add a guard before the memory is
 * hot-added, as the kernel may bring it online within that call.
 */
void dkm_zone_guard_add(struct dkm_zone_guard *guard);
void dkm_zone_guard_remove(struct dkm_zone_guard *guard);

/**
 * dkm_zone_guard_check() - refuse a memory block that goes online in the wrong zone
 * @guard: of a range that it overlaps
 * @pfn: one of its pages, which is in the zone already that it goes online in
 *
 * Return: 0, or -EPERM with the reason logged.
 */
int dkm_zone_guard_check(struct dkm_zone_guard *guard, unsigned long pfn);

int dkm_zone_guard_init(void);
void dkm_zone_guard_exit(void);

#endif
