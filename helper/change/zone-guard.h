/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef DAX_KMEM_ZONE_GUARD_H
#define DAX_KMEM_ZONE_GUARD_H

#include "base/sysfs.h"
#include "devices/blocks.h"

/**
 * struct guard - the one zone that the module lets an instance's blocks go online in
 * @file: the attribute that says which, open for writing
 * @found: what it was when this run began
 * @now: what it is now
 *
 * With ZONE_AUTO it lets everything pass. It holds against everybody, this command too: a block
 * that is to go online elsewhere needs the guard set for that first.
 */
struct guard {
	const struct sysfs_file *file;
	enum zone found;
	enum zone now;
};

/**
 * guard_set() - from now on, this is the zone
 *
 * Return: 0, or -errno: it is what it was.
 */
int guard_set(struct guard *guard, enum zone zone);

/**
 * guard_open_for() - have it let blocks into a zone, which it may do already
 *
 * Return: as guard_set().
 */
int guard_open_for(struct guard *guard, enum zone zone);

/**
 * guard_refuses() - would it, as it was found, keep a block from going online there?
 */
bool guard_refuses(const struct guard *guard, enum zone zone);

#endif
