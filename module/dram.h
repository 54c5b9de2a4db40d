/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef DAX_KMEM_DRAM_H
#define DAX_KMEM_DRAM_H

#include <linux/device.h>
#include <linux/types.h>

/**
 * dkm_dram_check() - is there DRAM for the page array of new memory?
 * @dev: the nd_dax device, for the message
 * @name: its namespace
 * @size: bytes to be added
 *
 * The core takes what it can get before it fails, keeps that, and has processes killed for it, and
 * then there is no machine left to tell of the failure. A tenth of what is available is left alone:
 * it is an estimate, and the rest of the kernel goes on allocating. dax-kmem(8) draws the line at
 * the same place. Movable memory does not count, other pmem that is RAM already for example: no
 * page array can be there.
 *
 * The caller holds a lock until the page array is there, or two that are added at the same time
 * would count on the same DRAM.
 *
 * Return: 0, or -ENOMEM with the reason logged.
 */
int dkm_dram_check(struct device *dev, const char *name, u64 size);

#endif
