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
 * The first of these that names a node: @wanted; the platform's choice for this device (its
 * target_node, which libnvdimm has from the NFIT); the platform's choice for the address (SRAT),
 * which for an NVDIMM that is plugged into the running machine is the node of the whole range that
 * is kept free for hot-plug; the device's own node; node 0.
 *
 * Return: a possible node, -ENOMEM, or -EINVAL with the reason logged. For a node that is not
 * possible the core would not only refuse, but WARN.
 */
int dkm_node_choose(struct device *dev, u64 start, int wanted);

/**
 * dkm_node_join() - give a node its memory type, before memory is added to it
 * @dev: for messages
 * @node: a possible node
 *
 * The memory type decides which memory tier the node is in. It follows from the platform's HMAT,
 * where the kernel can tell, else from the distance that the kernel gives slow DAX memory. Without
 * a type of its own the node would join the tier of DRAM, and nothing would be demoted to it.
 *
 * A node that has memory already keeps its type. Where that type may belong to another driver, a
 * warning is logged: the in-tree kmem frees its type when it is unloaded, but the core may still
 * have that type in the list of a tier, even after the memory of both drivers has left the node. No
 * exported function shows or prevents that, so kmem must not be unloaded before the next reboot.
 *
 * Return: 0, to be followed by dkm_node_leave(); -ENOMEM.
 */
int dkm_node_join(struct device *dev, int node);

/**
 * dkm_node_leave() - memory of ours has left a node
 *
 * The node keeps its type until reboot. The core counts the users of a type, and not which driver
 * they belong to, so nobody who shares a node can tell whether the type is still in use.
 */
void dkm_node_leave(int node);

int dkm_node_init(void);
void dkm_node_exit(void);

#endif
