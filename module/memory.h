/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef DAX_KMEM_MEMORY_H
#define DAX_KMEM_MEMORY_H

#include <linux/device.h>
#include <linux/list.h>
#include <linux/mutex.h>
#include <linux/range.h>
#include <linux/workqueue.h>

#include "guard.h"
#include "id-text.h"
#include "regions.h"

struct dkm_namespace;

/**
 * struct dkm_memory - one range that was handed to the kernel as RAM
 * @ram: physical addresses, end inclusive, whole memory blocks
 * @ns: the namespace it is in
 * @uuid: of the device-dax instance
 * @node: the NUMA node it joined
 * @memmap: where its page array is
 * @lost: bytes behind the info block, without padding, that are not RAM: no whole memory block
 * @guard: sees to the zone that its blocks go online in
 * @pages: held while somebody looks at its page structs, and while they are taken away
 * @regions: its places in /proc/iomem
 *
 * Allocated apart from the device and never devm-managed: where blocks stay online it outlives
 * the device, the driver's binding, and everything else but a reboot.
 */
struct dkm_memory {
	struct range ram;
	struct range ns;
	uuid_t uuid;
	int node;
	enum dkm_memmap memmap;
	u64 lost;
	struct dkm_guard guard;
	struct mutex pages;		/* page structs are looked at, or go */
	struct dkm_regions regions;
	/* private to hotplug.c */
	u64 piece;			/* bytes added by one call */
	u64 plugged;			/* bytes of @ram that are added, from its start */
	int group;
	/* private to orphan.c */
	struct list_head orphans;
	/* private to memory.c */
	struct list_head list;		/* of all */
	struct device *dev;		/* for the work item, while bound */
	struct work_struct poison;
};

/**
 * dkm_memory_plug() - reserve a whole namespace and hot-add the blocks in it
 * @dev: the nd_dax device, locked
 * @ns: its namespace
 * @id: how it was asked for
 *
 * Takes the memory hot-plug lock. The kernel may online the blocks before this returns, by its
 * own policy. A module reference is held from here to dkm_memory_free(). Where blocks have to be
 * added one by one, a fatal signal stops between two of them, and what was added is removed again;
 * if it went online meanwhile, what is there is kept and @ram says how much that is.
 *
 * Return: the memory, or ERR_PTR: -ERANGE when no whole block fits, -EINVAL for a node or a memmap
 * that cannot be, -EIO for bad blocks, -EEXIST when another device of that UUID is RAM, -EBUSY when
 * a part of the range is somebody else's or the machine is about to hibernate, -EINTR, -ENOMEM
 * (also when DRAM would not do for the page array, before anything is taken), or what
 * add_memory_driver_managed() says (-E2BIG: beyond what the CPU can map). Nothing is left behind
 * then, and the reason is logged.
 */
struct dkm_memory *dkm_memory_plug(struct device *dev, const struct dkm_namespace *ns,
				   const struct dkm_id *id);

/**
 * dkm_memory_unplug() - take the blocks away from the kernel again, if all of them are offline
 * @memory: its device, if it has one, is locked
 *
 * Takes the memory hot-plug lock. Never offlines a block: that can take for ever. While the page
 * structs go, the work item does not run, and whoever reads the states of blocks is waited for.
 * Doing it twice is no error.
 *
 * Return: 0, or -EBUSY while a block is online. Nothing has changed then, but that blocks removed
 * one by one before that one was met have been added anew.
 */
int dkm_memory_unplug(struct dkm_memory *memory);

/**
 * dkm_memory_free() - give back what surrounded memory that was unplugged
 */
void dkm_memory_free(struct dkm_memory *memory);

/**
 * dkm_memory_watch() - from now on, heed bad blocks that are found in it
 * @memory: not watched yet
 * @dev: its device, which stays until dkm_memory_unwatch()
 *
 * The first look is at once: nobody has told us of what was found before.
 */
void dkm_memory_watch(struct dkm_memory *memory, struct device *dev);

/**
 * dkm_memory_unwatch() - the device is about to go: nothing looks at it after this
 */
void dkm_memory_unwatch(struct dkm_memory *memory);

/**
 * dkm_memory_revalidate() - bad blocks may have been found: look, later and without locks
 */
void dkm_memory_revalidate(struct dkm_memory *memory);

/**
 * dkm_memory_forbid() - from now on no memory is added, if there is none
 *
 * Return: 0, or -EBUSY when there is some: bound, being added, or without a device.
 */
int dkm_memory_forbid(void);

/**
 * dkm_memory_permit() - memory can be added again; no error when it could all the time
 */
void dkm_memory_permit(void);

int dkm_memory_init(void);
void dkm_memory_exit(void);

#endif
