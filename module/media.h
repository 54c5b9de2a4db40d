/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef DAX_KMEM_MEDIA_H
#define DAX_KMEM_MEDIA_H

#include <linux/device.h>
#include <linux/range.h>

struct dkm_bad_blocks;

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
 * All of them, however many. Takes libnvdimm's lock, and sleeps.
 *
 * Return: the copy, for dkm_media_free(), or ERR_PTR(-ENOMEM), and that is logged.
 */
struct dkm_bad_blocks *dkm_media_read(struct device *dev, const struct range *ram);
void dkm_media_free(struct dkm_bad_blocks *bad);

/**
 * dkm_media_find() - the first run of bad blocks that has a part between two addresses
 * @bad: a copy from dkm_media_read(), or NULL, in which there is none
 * @from: an address in the range that it was made for
 * @to: another one, inclusive
 * @run: set when true is returned
 *
 * Takes no lock and does not sleep.
 */
bool dkm_media_find(struct dkm_bad_blocks *bad, u64 from, u64 to, struct range *run);

/**
 * dkm_media_poison() - hand the bad blocks of online memory to the kernel's memory-failure path
 * @dev: the nd_dax device
 * @ram: as above
 * @bad: what is known now
 * @before: what was known when this was called last, or NULL
 *
 * Sleeps, and kills processes where their data are lost: call it from a work item, with no lock
 * held that memory hot-plug takes. What was not known before is named in the kernel log. Pages that
 * were handed over before, and are not told of again, are no error.
 */
void dkm_media_poison(struct device *dev, const struct range *ram, struct dkm_bad_blocks *bad,
		      struct dkm_bad_blocks *before);

#endif
