/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef DAX_KMEM_TIER_H
#define DAX_KMEM_TIER_H

struct device;

/**
 * dkm_tier_join() - say what kind of memory a node is about to get
 * @dev: for messages
 * @node: a possible node, before anything is added to it
 *
 * From the platform's HMAT figures where the kernel offers them (6.7 on), else the distance that
 * the kernel gives slow DAX memory. Without it the node would join the tier of DRAM, and nothing
 * would ever be demoted to it. A node that has memory already keeps its type, and it is logged
 * where that may be another driver's. The in-tree kmem frees its type when it is unloaded, and the
 * core may have that type in a tier's list still, also when the memory of both has left the node
 * by then: kmem must not be unloaded before the next reboot. No exported call shows or prevents
 * that.
 *
 * Return: 0, to be followed by dkm_tier_leave(); -ENOMEM.
 */
int dkm_tier_join(struct device *dev, int node);

/**
 * dkm_tier_leave() - memory of ours has left a node
 *
 * The node keeps its type until reboot: the core counts users by type and not by driver, so that
 * nobody who shares a node can tell whether the type is still in use.
 */
void dkm_tier_leave(int node);

int dkm_tier_init(void);
void dkm_tier_exit(void);

#endif
