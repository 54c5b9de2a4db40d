// SPDX-License-Identifier: GPL-2.0-only
#include <linux/device.h>
#include <linux/list.h>
#include <linux/memory.h>
#include <linux/mm.h>
#include <linux/mutex.h>
#include <linux/nodemask.h>
#include <linux/notifier.h>

#include "tier.h"

/* As mainline's kmem: five times as far as DRAM. */
#define SLOW_MEMORY_DISTANCE	(MEMTIER_ADISTANCE_DRAM * 5)

/* So many devices of the in-tree kmem may leave a node when this module has gone. */
#define LEFT_BEHIND	256

static struct {
	struct memory_dev_type *type;	/* ours, or NULL; until the module leaves */
	unsigned int users;		/* memory of ours that is there */
} nodes[MAX_NUMNODES];

static LIST_HEAD(types);
static DEFINE_MUTEX(join_lock);	/* guards both while somebody joins or leaves */

/* A node with CPUs has DRAM: that it is shared with has been said, and nobody takes DRAM away. */
static bool is_others(int node)
{
	return node_state(node, N_MEMORY) && !node_state(node, N_CPU) && !nodes[node].users;
}

int dkm_tier_join(struct device *dev, int node)
{
	int distance = SLOW_MEMORY_DISTANCE;
	struct memory_dev_type *type;

	mt_calc_adistance(node, &distance);
	mutex_lock(&join_lock);
	type = mt_find_alloc_memory_type(distance, &types);
	if (IS_ERR(type)) {
		mutex_unlock(&join_lock);
		return PTR_ERR(type);
	}
	if (type && is_others(node))
		dev_warn(dev, "node %d has memory of another driver: if that is kmem, do not unload kmem before the next reboot, or the kernel may crash\n",
			 node);
	if (type)
		init_node_memory_type(node, type);
	WRITE_ONCE(nodes[node].type, type);
	nodes[node].users++;
	mutex_unlock(&join_lock);
	return 0;
}

void dkm_tier_leave(int node)
{
	mutex_lock(&join_lock);
	nodes[node].users--;
	mutex_unlock(&join_lock);
}

/*
 * A device of the in-tree kmem that leaves a node gives back a reference to its type, whether it
 * has taken one or not (from 6.7 on), and with the last one the node has no type. The core then
 * falls over its absence when the node's last block goes offline, whoever that belongs to. So it
 * is set anew here; where it is still there it is counted once more, which does no harm.
 */
static int tier_notify(struct notifier_block *nb, unsigned long action, void *data)
{
	struct memory_notify *arg = data;
	struct memory_dev_type *type;
	int node;

	if (action != MEM_GOING_OFFLINE)
		return NOTIFY_OK;
	node = page_to_nid(pfn_to_page(arg->start_pfn));
	/* without a lock: the memory hot-plug lock is held, and the type stays */
	type = READ_ONCE(nodes[node].type);
	if (type)
		init_node_memory_type(node, type);
	return NOTIFY_OK;
}

static struct notifier_block tier_notifier = {
	.notifier_call = tier_notify,
};

int dkm_tier_init(void)
{
	return register_memory_notifier(&tier_notifier);
}

/* From here on nobody sets a type anew: what others give back is taken beforehand. */
static void leave_behind(int node)
{
	int i;

	for (i = 0; i < LEFT_BEHIND; i++)
		init_node_memory_type(node, nodes[node].type);
}

void dkm_tier_exit(void)
{
	int node;

	unregister_memory_notifier(&tier_notifier);
	for_each_node(node) {
		if (nodes[node].type)
			leave_behind(node);
	}
	mt_put_memory_types(&types);
}
