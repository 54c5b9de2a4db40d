/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef DAX_KMEM_MEDIA_H
#define DAX_KMEM_MEDIA_H

#include <linux/device.h>
#include <linux/range.h>

/**
 * dkm_media_check() - are any bad blocks known in a range?
 * @dev: the nd_dax device; the region below it is asked
 * @ram: physical addresses, end inclusive
 *
 * Each is named in the kernel log, up to a bound.
 *
 * Return: 0, -EIO when there is one, -ENOMEM.
 */
int dkm_media_check(struct device *dev, const struct range *ram);

/**
 * dkm_media_poison() - hand the bad blocks of online memory to the kernel's memory-failure path
 * @dev: the nd_dax device
 * @ram: as above
 *
 * Sleeps, and kills processes where their data are lost: call it from a work item, with no lock
 * held that memory hot-plug takes. Pages handed over before are no error.
 */
void dkm_media_poison(struct device *dev, const struct range *ram);

#endif
