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
 * struct dkm_memory - one range of RAM: what dax_kmem has made of one namespace
 * @ram: physical addresses, end inclusive, whole memory blocks
 * @ns: the namespace it is in
 * @uuid: of the device-dax instance
 * @node: the NUMA node it joined
 * @memmap: where its page array is
 * @lost: bytes behind the info block, without padding, that are in no whole memory block
 * @guard: keeps its blocks from going online in the wrong zone
 * @pages: held while its page structs are read, and while they are removed
 * @regions: its places in /proc/iomem
 *
 * It is not devm-managed: as long as blocks are online, it has to outlive the device and the
 * driver's binding. Only a reboot ends it then.
 */
struct dkm_memory {
	struct range ram;
	struct range ns;
	uuid_t uuid;
	int node;
	enum dkm_memmap memmap;
	u64 lost;
	struct dkm_guard guard;
	struct mutex pages;		/* page structs are read, or removed */
	struct dkm_regions regions;
	/* private to hotplug.c */
	u64 piece;			/* bytes that one call of the core adds */
	u64 plugged;			/* bytes that were added, from the start of @ram */
	int group;
	/* private to orphan.c */
	struct list_head orphans;
	/* private to memory.c */
	struct list_head list;		/* in the list of all */
	struct device *dev;		/* while bound; for the work item */
	struct work_struct poison;
};

/**
 * dkm_memory_plug() - reserve a whole namespace and hot-add the blocks in it
 * @dev: the nd_dax device, locked
 * @ns: its namespace
 * @id: how it was requested
 *
 * Takes the memory hot-plug lock. The kernel may bring the blocks online before this returns, by
 * its own policy, unless @id says online=later. A reference to the module is held from here to
 * dkm_memory_free(). Where blocks have to be added one by one, a part of them may be all that
 * could be added, see hotplug.h; @ram of the memory then says how much it is.
 *
 * Return: the memory, or ERR_PTR: -ERANGE when no whole block fits, -EINVAL for an impossible node
 * or memmap, -EIO for bad blocks, -EEXIST when another device of that UUID is RAM, -EBUSY when a
 * part of the range is reserved already or the machine is about to hibernate, -EINTR, -ENOMEM (also
 * when there is not enough DRAM for the page array; none of it is taken then), or the error of
 * add_memory_driver_managed() (-E2BIG: beyond what the CPU can map). After an error nothing is left
 * behind, and the reason is logged.
 */
struct dkm_memory *dkm_memory_plug(struct device *dev, const struct dkm_namespace *ns,
				   const struct dkm_id *id);

/**
 * dkm_memory_unplug() - hot-remove the blocks again, if all of them are offline
 * @memory: its device, if it has one, is locked
 *
 * Takes the memory hot-plug lock. It never offlines a block, which can take forever. While the page
 * structs are removed the work item does not run, and nobody reads the states of the blocks. Doing
 * it twice is no error.
 *
 * Return: 0, or -EBUSY while a block is online; see dkm_hotplug_remove() for what may have changed.
 */
int dkm_memory_unplug(struct dkm_memory *memory);

/**
 * dkm_memory_free() - free memory that was unplugged, with its regions and the module reference
 */
void dkm_memory_free(struct dkm_memory *memory);

/**
 * dkm_memory_watch() - from now on, react to bad blocks that are found
 * @memory: not watched yet
 * @dev: its device, which must exist until dkm_memory_unwatch()
 *
 * The list is read at once, for bad blocks that were found before.
 */
void dkm_memory_watch(struct dkm_memory *memory, struct device *dev);

/**
 * dkm_memory_unwatch() - the device is about to go: after this, nothing uses it
 */
void dkm_memory_unwatch(struct dkm_memory *memory);

/**
 * dkm_memory_revalidate() - read the list of bad blocks again, in a work item
 */
void dkm_memory_revalidate(struct dkm_memory *memory);

/**
 * dkm_memory_forbid() - if there is no memory, refuse to add any from now on
 *
 * Return: 0, or -EBUSY when there is some: bound, being added, or without a device.
 */
int dkm_memory_forbid(void);

/**
 * dkm_memory_permit() - allow memory to be added; no error if it was allowed already
 */
void dkm_memory_permit(void);

int dkm_memory_init(void);
void dkm_memory_exit(void);

#endif
