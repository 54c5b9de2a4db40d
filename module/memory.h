/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef DAX_KMEM_MEMORY_H
#define DAX_KMEM_MEMORY_H

#include <linux/device.h>
#include <linux/list.h>
#include <linux/mutex.h>
#include <linux/range.h>
#include <linux/workqueue.h>

#include "guard.h"
#include "id.h"
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
	/* private to memory.c */
	struct list_head list;		/* of all */
	bool is_orphan;			/* without a device, and to be taken over by its instance */
	struct dkm_regions regions;
	u64 piece;			/* bytes added by one call */
	u64 plugged;			/* bytes of @ram that are added, from its start */
	int group;
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
 *
 * Takes the memory hot-plug lock; the caller holds the device's lock. Never offlines: that can
 * take for ever. No work item looks at the page structs while they go, and whoever reads the states
 * of blocks is waited for. Doing it twice is no error.
 *
 * Return: 0, or -EBUSY while a block is online. Nothing has changed then, but that blocks removed
 * one by one before that one was met have been added anew.
 */
int dkm_memory_unplug(struct dkm_memory *memory);

/**
 * dkm_memory_free() - give back what surrounded memory that was unplugged
 */
void dkm_memory_free(struct dkm_memory *memory);

/*
 * Orphans: memory whose device went away while it was in use. It stays, with all that surrounds it,
 * until reboot or until the same instance is bound again, which takes it over. For that to happen
 * libnvdimm has to read its info block, which is therefore reserved only as long as nobody has
 * listed the UUID: before that a stray ndctl could overwrite it.
 */

/**
 * dkm_memory_abandon() - make an orphan of memory that is in use
 */
void dkm_memory_abandon(struct dkm_memory *memory);

/**
 * dkm_orphans_follow() - the list of ids may have changed
 *
 * To be called behind each change. An info block that somebody is just reading, and that cannot be
 * taken back therefore, is tried again at the next one.
 */
void dkm_orphans_follow(void);

/**
 * dkm_orphan_claim() - take the memory that an instance left behind off the list of orphans
 *
 * Its info block is free then, for dkm_namespace_open().
 *
 * Return: the memory, for dkm_orphan_adopt() or dkm_memory_abandon(); NULL when there is none.
 */
struct dkm_memory *dkm_orphan_claim(const uuid_t *uuid);

/**
 * dkm_orphan_adopt() - take over what is RAM still, instead of adding it twice
 * @memory: from dkm_orphan_claim()
 * @dev: the device that has come back, locked
 * @ns: its namespace
 *
 * Return: 0, or -EBUSY when the namespace is not where it was, or somebody has a part of it.
 */
int dkm_orphan_adopt(struct dkm_memory *memory, struct device *dev, const struct dkm_namespace *ns);

/**
 * dkm_memory_revalidate() - bad blocks may have been found: look, later and without locks
 */
void dkm_memory_revalidate(struct dkm_memory *memory);

/**
 * dkm_memory_detach() - the device is about to go: nothing looks at it from here on
 */
void dkm_memory_detach(struct dkm_memory *memory);

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
