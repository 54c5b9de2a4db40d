/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef DAX_KMEM_HOTPLUG_H
#define DAX_KMEM_HOTPLUG_H

#include <linux/device.h>

struct dkm_memory;

/*
 * Hot-adding and hot-removing the memory blocks of a range: all of them or none. Usually one call
 * of the core does it for the whole range. But where the page array is on the pmem, older kernels
 * can add only one block in a call; and on arm64 what one call has added may be mapped by entries
 * that are larger than a block, and then no block of it could go offline.
 */

/**
 * dkm_hotplug_prepare() - find out how many bytes one call can add
 * @dev: the nd_dax device, for messages
 * @memory: with its range and its memmap
 *
 * Return: 0, or -EINVAL when this kernel cannot do memmap=pmem, or not undo it, with the reason
 * logged.
 */
int dkm_hotplug_prepare(struct device *dev, struct dkm_memory *memory);

/**
 * dkm_hotplug_add() - hot-add the blocks of a range
 * @dev: the nd_dax device, for messages
 * @memory: prepared
 * @name: its namespace, for messages
 *
 * Takes the memory hot-plug lock. A fatal signal stops it between two calls of the core. When it
 * fails half-way, what was added is removed again; if that went online meanwhile, it is kept, the
 * range becomes as short as that, and 0 is returned.
 *
 * Return: 0, -EINTR, -ENOMEM when there is not enough DRAM for the page array, or the error of
 * add_memory_driver_managed().
 */
int dkm_hotplug_add(struct device *dev, struct dkm_memory *memory, const char *name);

/**
 * dkm_hotplug_remove() - hot-remove the blocks of a range, if all of them are offline
 * @memory: with blocks that were added
 *
 * Takes the memory hot-plug lock. The caller makes sure that nobody reads the page structs of the
 * range meanwhile.
 *
 * Return: 0, or -EBUSY while a block is online. All blocks are there then; but where they are
 * removed one by one and one of them has just gone online, those that were removed before it have
 * been added anew.
 */
int dkm_hotplug_remove(struct dkm_memory *memory);

int dkm_hotplug_init(void);

/* Only when no memory is left: the core uses a name that this frees. */
void dkm_hotplug_exit(void);

#endif
