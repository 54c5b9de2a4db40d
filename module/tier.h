/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef DAX_KMEM_TIER_H
#define DAX_KMEM_TIER_H

struct memory_dev_type;

/**
 * dkm_tier_join() - say what kind of memory a node is about to get
 * @node: a possible node, before anything is added to it
 *
 * From the platform's HMAT figures where the kernel offers them (6.7 on), else the distance that
 * the kernel gives slow DAX memory. Without it the node would join the tier of DRAM, and nothing
 * would ever be demoted to it. A node that has DRAM keeps its type. The node keeps what it got here
 * until reboot: the core counts users by type and not by driver, so that nobody who shares a node
 * can tell whether the type is still in use. It is counted many times over, as the in-tree kmem
 * gives back what it has not taken.
 *
 * Return: the type, for dkm_tier_hold(); NULL on kernels without memory tiers; or ERR_PTR.
 */
struct memory_dev_type *dkm_tier_join(int node);

/**
 * dkm_tier_hold() - see to it that a node still has a type before a block of it goes offline
 *
 * The in-tree kmem, when it leaves a node that it shares with us, clears the type whoever set it
 * (6.12 on), and the core then falls over its absence upon the last offline.
 */
void dkm_tier_hold(int node, struct memory_dev_type *type);

void dkm_tier_exit(void);

#endif
