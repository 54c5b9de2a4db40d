/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef DAX_KMEM_PLAN_H
#define DAX_KMEM_PLAN_H

#include "instance.h"

/**
 * struct wish - what the user asked of attach
 * @zone: ZONE_MOVABLE, ZONE_KERNEL or ZONE_AUTO
 * @zone_given: it was on the command line, and is no default
 * @node: NUMA node, -1 to let the kernel decide
 * @online: bring the blocks online
 */
struct wish {
	enum zone zone;
	bool zone_given;
	int node;
	bool online;
};

/**
 * struct plan - what attach would do to one instance
 * @instance: the instance as it was discovered
 * @wish: what was asked
 * @uuid: its UUID in text, the object of every message
 * @bind: it has to be bound; @unbind: from another driver first
 * @onlining: blocks are to be brought online, in @zone
 * @moving: also those that are online in another zone
 * @home: the driver to go back to when something fails
 * @block_size: bytes in a memory block
 * @blocks: what would become RAM; count is 0 when it cannot be known before
 * @lost: bytes behind the info block that alignment would cut off
 */
struct plan {
	const struct instance *instance;
	const struct wish *wish;
	char uuid[UUID_STR_LEN];
	bool bind;
	bool unbind;
	bool onlining;
	bool moving;
	enum zone zone;
	char home[NAME_LEN];
	uint64_t block_size;
	struct blocks blocks;
	uint64_t lost;
};

/**
 * plan_make() - from an instance and a wish to a plan; reads the block size, changes nothing
 *
 * Return: 0 or -errno.
 */
int plan_make(struct plan *plan, const struct instance *instance, const struct wish *wish);

#endif
