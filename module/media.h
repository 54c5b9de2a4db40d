/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef DAX_KMEM_MEDIA_H
#define DAX_KMEM_MEDIA_H

#include <linux/device.h>
#include <linux/range.h>

struct dkm_bad_blocks;

/**
 * dkm_media_check() - are bad blocks known in a range?
 * @dev: the nd_dax device; the region below it is asked
 * @ram: physical addresses, end inclusive
 *
 * The first few are named in the kernel log.
 *
 * Return: 0, -EIO when there are some, -ENOMEM.
 */
int dkm_media_check(struct device *dev, const struct range *ram);

/**
 * dkm_media_read() - make a copy of what libnvdimm knows of bad blocks in a range
 * @dev: the nd_dax device
 * @ram: as above
 *
 * The copy has all of them, however many there are. Takes libnvdimm's lock, and sleeps.
 *
 * Return: the copy, for dkm_media_free(), or ERR_PTR(-ENOMEM), which is logged.
 */
struct dkm_bad_blocks *dkm_media_read(struct device *dev, const struct range *ram);
void dkm_media_free(struct dkm_bad_blocks *bad);

/**
 * dkm_media_find() - find the first run of bad blocks that overlaps a range
 * @bad: from dkm_media_read(), or NULL for no bad blocks at all
 * @from: start of the range, within the one that @bad was read for
 * @to: its end, inclusive
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
 * @before: what was known at the last call, or NULL
 *
 * Sleeps, and kills processes whose data are lost: to be called from a work item, without any lock
 * that memory hot-plug takes. Bad blocks that are new are named in the kernel log. Pages that the
 * kernel knows of already are not handed over again.
 */
void dkm_media_poison(struct device *dev, const struct range *ram, struct dkm_bad_blocks *bad,
		      struct dkm_bad_blocks *before);

#endif
