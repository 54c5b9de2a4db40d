/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef DAX_KMEM_MEDIA_H
#define DAX_KMEM_MEDIA_H

#include <linux/device.h>
#include <linux/range.h>

struct badblocks;

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
 * dkm_media_read() - a copy of what libnvdimm knows of bad blocks in a range
 * @dev: the nd_dax device
 * @ram: as above
 *
 * Takes libnvdimm's lock, and sleeps.
 *
 * Return: the copy, for dkm_media_free(), or ERR_PTR(-ENOMEM), and that is logged.
 */
struct badblocks *dkm_media_read(struct device *dev, const struct range *ram);
void dkm_media_free(struct badblocks *list);

/**
 * dkm_media_find() - the first run of bad blocks that has a part between two addresses
 * @list: a copy from dkm_media_read(), or NULL, in which there is none
 * @ram: the range that it was made for
 * @from: an address in @ram
 * @to: another one, inclusive
 * @bad: set when true is returned
 *
 * Takes no lock and does not sleep.
 */
bool dkm_media_find(struct badblocks *list, const struct range *ram, u64 from, u64 to,
		    struct range *bad);

/**
 * dkm_media_poison() - hand the bad blocks of online memory to the kernel's memory-failure path
 * @dev: the nd_dax device
 * @ram: as above
 * @list: what is known now
 * @before: what was known when this was called last, or NULL
 *
 * Sleeps, and kills processes where their data are lost: call it from a work item, with no lock
 * held that memory hot-plug takes. What was not known before is named in the kernel log. Pages that
 * were handed over before, and are not told of again, are no error.
 */
void dkm_media_poison(struct device *dev, const struct range *ram, struct badblocks *list,
		      struct badblocks *before);

#endif
