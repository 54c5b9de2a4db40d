/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef DAX_KMEM_DRAM_H
#define DAX_KMEM_DRAM_H

#include <linux/device.h>
#include <linux/types.h>

/**
 * dkm_dram_check() - is there enough DRAM for the page array of new memory?
 * @dev: the nd_dax device, for the message
 * @name: its namespace
 * @size: bytes to be added
 *
 * Without this check the core would allocate as much of the page array as it can get, have
 * processes killed for more, fail, and not free what it has. A tenth of what is available is left
 * alone, because that is an estimate, and the rest of the kernel goes on allocating. dax-kmem(8)
 * uses the same limit. Memory in movable zones does not count, for example other pmem that is RAM
 * already: a page array cannot be there.
 *
 * dkm_hotplug_add() holds a lock from here until the page array is allocated. Without that, two
 * ranges that are added at the same time would both count on the same DRAM.
 *
 * Return: 0, or -ENOMEM with the reason logged.
 */
int dkm_dram_check(struct device *dev, const char *name, u64 size);

#endif
