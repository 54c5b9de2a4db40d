/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef DAX_KMEM_NODE_H
#define DAX_KMEM_NODE_H

#include <linux/device.h>
#include <linux/types.h>

/**
 * dkm_node_choose() - the NUMA node that a range joins
 * @dev: the nd_dax device, for its own node and for messages
 * @start: physical address where the range starts
 * @wanted: the administrator's choice, or NUMA_NO_NODE
 *
 * In this order: @wanted; the node that the platform gives this device (its target_node, which
 * libnvdimm has from the NFIT); the node that it gives the address (SRAT), which for an NVDIMM that
 * is plugged into the running machine is the node of the whole range kept free for hot-plug; the
 * device's own node; node 0.
 *
 * Return: a possible node, -ENOMEM, or -EINVAL with the reason logged. The core would WARN, not
 * merely refuse, for a node that is not possible.
 */
int dkm_node_choose(struct device *dev, u64 start, int wanted);

#endif
