/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef DAX_KMEM_BLOCKS_H
#define DAX_KMEM_BLOCKS_H

#include <linux/range.h>
#include <linux/types.h>

/**
 * dkm_blocks_show() - the states of a range's memory blocks, as text
 * @ram: physical addresses, end inclusive, whole memory blocks, plugged and staying so
 * @buf: a page, of sysfs
 *
 * One line for each run of blocks in the same state: "FIRST-LAST offline|movable|kernel". A helper
 * learns in one read what takes two files a block otherwise, and at terabytes these are many. A
 * block that is on its way shows either end of it.
 *
 * Return: bytes, or -EFBIG when the runs do not fit in a page.
 */
ssize_t dkm_blocks_show(const struct range *ram, char *buf);

#endif
