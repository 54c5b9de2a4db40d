// SPDX-License-Identifier: GPL-2.0-only
#include <linux/device.h>
#include <linux/errno.h>
#include <linux/list.h>
#include <linux/memory.h>
#include <linux/mm.h>
#include <linux/mutex.h>
#include <linux/nodemask.h>
#include <linux/notifier.h>
#include <linux/numa.h>

#include "namespace.h"
#include "node.h"

/* The distance that mainline's kmem uses: five times that of DRAM. */
#define SLOW_MEMORY_DISTANCE	(MEMTIER_ADISTANCE_DRAM * 5)

/* How many devices of the in-tree kmem may leave a node after this module has been unloaded. */
#define LEFT_BEHIND	256

static struct {
	struct memory_dev_type *type;	/* ours, or NULL; kept until the module is unloaded */
	unsigned int users;		/* ranges of ours on this node */
} nodes[MAX_NUMNODES];

static LIST_HEAD(types);
static DEFINE_MUTEX(join_lock);	/* guards nodes and types while a range joins or leaves */

int dkm_node_choose(struct device *dev, u64 start, int wanted)
{
	int node = wanted;

	if (node == NUMA_NO_NODE)
		node = dkm_nd_target_node(dev);
	if (node == -ENOMEM)
		return node;
	if (node == NUMA_NO_NODE)
		node = compat_phys_to_target_node(start);
	if (node == NUMA_NO_NODE)
		node = dev_to_node(dev);
	if (node == NUMA_NO_NODE) {
		dev_warn(dev, "the platform names no NUMA node for %#llx: using node 0\n", start);
		node = 0;
	}
	if (node < 0 || node >= MAX_NUMNODES || !node_possible(node)) {
		dev_err(dev, "NUMA node %d cannot exist on this machine: choose one with node=N\n",
			node);
		return -EINVAL;
	}
	if (node_state(node, N_CPU))
		dev_warn(dev, "node %d has CPUs: this pmem is not on a node of its own\n", node);
	return node;
}

/* A node with CPUs has DRAM, which nobody unloads; dkm_node_choose() has warned of that already. */
static bool has_memory_of_others(int node)
{
	return node_state(node, N_MEMORY) && !node_state(node, N_CPU) && !nodes[node].users;
}

int dkm_node_join(struct device *dev, int node)
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
	if (type && has_memory_of_others(node))
		dev_warn(dev, "node %d has memory of another driver: if that is kmem, do not unload kmem before the next reboot, or the kernel may crash\n",
			 node);
	if (type)
		init_node_memory_type(node, type);
	WRITE_ONCE(nodes[node].type, type);
	nodes[node].users++;
	mutex_unlock(&join_lock);
	return 0;
}

void dkm_node_leave(int node)
{
	mutex_lock(&join_lock);
	nodes[node].users--;
	mutex_unlock(&join_lock);
}

/*
 * When a device of the in-tree kmem leaves a node, it gives back a reference to the node's type,
 * also where it has not taken one (from 6.7 on). With the last reference the node loses its type,
 * and the core dereferences NULL when the node's last block goes offline, whoever that block
 * belongs to. So the type is set again before a block goes offline. Where it is set already, this
 * takes one more reference, which does no harm.
 */
static int set_type_again(struct notifier_block *nb, unsigned long action, void *data)
{
	struct memory_notify *arg = data;
	struct memory_dev_type *type;
	int node;

	if (action != MEM_GOING_OFFLINE)
		return NOTIFY_OK;
	node = page_to_nid(pfn_to_page(arg->start_pfn));
	/* needs no lock: a type that was set once is valid until the module is unloaded */
	type = READ_ONCE(nodes[node].type);
	if (type)
		init_node_memory_type(node, type);
	return NOTIFY_OK;
}

static struct notifier_block offline_notifier = {
	.notifier_call = set_type_again,
};

int dkm_node_init(void)
{
	return register_memory_notifier(&offline_notifier);
}

/* Nobody sets the type again after this, so the references others give back are taken here. */
static void take_references(int node)
{
	int i;

	for (i = 0; i < LEFT_BEHIND; i++)
		init_node_memory_type(node, nodes[node].type);
}

void dkm_node_exit(void)
{
	int node;

	unregister_memory_notifier(&offline_notifier);
	for_each_node(node) {
		if (nodes[node].type)
			take_references(node);
	}
	mt_put_memory_types(&types);
}
