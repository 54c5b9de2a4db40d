/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef DAX_KMEM_ZONE_GUARD_H
#define DAX_KMEM_ZONE_GUARD_H

#include "base/sysfs.h"
#include "devices/blocks.h"

/**
 * struct guard - the one zone that the module lets an instance's blocks go online in
 * @file: the zone attribute of the device, open for writing
 * @found: the zone when this run began
 * @now: the zone now
 *
 * With ZONE_AUTO blocks may go online in any zone. The module refuses every other attempt, by this
 * command too: to bring a block online in another zone, set the guard to that zone first.
 */
struct guard {
	const struct sysfs_file *file;
	enum zone found;
	enum zone now;
};

/**
 * guard_set() - change the zone
 *
 * Return: 0; -errno, and the zone is unchanged.
 */
int guard_set(struct guard *guard, enum zone zone);

/**
 * guard_open_for() - let blocks into a zone, if the guard does not do so already
 *
 * Return: as guard_set().
 */
int guard_open_for(struct guard *guard, enum zone zone);

/**
 * guard_refuses() - as it was when this run began, would it refuse blocks in a zone?
 */
bool guard_refuses(const struct guard *guard, enum zone zone);

#endif
