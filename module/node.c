// SPDX-License-Identifier: GPL-2.0-only
#include <linux/errno.h>
#include <linux/nodemask.h>
#include <linux/numa.h>

#include "namespace.h"
#include "node.h"

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
