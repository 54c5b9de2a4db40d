// SPDX-License-Identifier: GPL-2.0-only
#include <linux/list.h>
#include <linux/mutex.h>

#include "tier.h"

/* As mainline's kmem: five times as far as DRAM. */
#define SLOW_MEMORY_DISTANCE	(MEMTIER_ADISTANCE_DRAM * 5)

/*
 * The in-tree kmem does not count itself where the node has another's type, and still gives one
 * back when it leaves (6.12 on). When none is left the core falls over the type's absence upon the
 * node's last offline, with our memory there or long gone. So many of its unbinds a join makes up
 * for.
 */
#define PINS	256

static LIST_HEAD(types);
static DEFINE_MUTEX(types_lock);	/* guards the list while a type is looked for or made */

struct memory_dev_type *dkm_tier_join(int node)
{
	int distance = SLOW_MEMORY_DISTANCE;
	struct memory_dev_type *type;
	int i;

	mt_calc_adistance(node, &distance);
	mutex_lock(&types_lock);
	type = mt_find_alloc_memory_type(distance, &types);
	mutex_unlock(&types_lock);
	for (i = 0; i < PINS && !IS_ERR(type); i++)
		init_node_memory_type(node, type);
	return type;
}

void dkm_tier_hold(int node, struct memory_dev_type *type)
{
	init_node_memory_type(node, type);	/* counts once more, or sets it anew */
}

void dkm_tier_exit(void)
{
	mt_put_memory_types(&types);
}
