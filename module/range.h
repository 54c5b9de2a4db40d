/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef DAX_KMEM_RANGE_H
#define DAX_KMEM_RANGE_H

#include <linux/range.h>
#include <linux/types.h>

struct dkm_infoblock;

/**
 * dkm_ram_range() - find the whole memory blocks in a namespace, behind its info block
 * @ns: the namespace, physical addresses, end inclusive
 * @info: its validated info block
 * @block_size: bytes in a memory block, a power of two
 * @ram: what becomes RAM, end inclusive
 * @lost: bytes cut off at both ends by alignment
 *
 * Everything behind the info block counts, also the page array that device-dax keeps there
 * (--map=dev): RAM does not need it, and device-dax will make a new one when it gets the namespace
 * back. The info block and what is before it are never part of @ram.
 *
 * Return: 0, or -ERANGE when not one whole block fits; then @lost is all of it.
 */
int dkm_ram_range(const struct range *ns, const struct dkm_infoblock *info, u64 block_size,
		  struct range *ram, u64 *lost);

/**
 * dkm_same_view() - does another reading of an info block agree with ours?
 * @ns: the namespace, physical addresses, end inclusive
 * @info: its validated info block
 * @range: in the other reading, the namespace without padding
 * @array: in the other reading, bytes for a page array behind the info block, or 0
 */
bool dkm_same_view(const struct range *ns, const struct dkm_infoblock *info,
		   const struct range *range, u64 array);

/**
 * dkm_bad_range() - from the sectors of a run of bad blocks to its physical addresses
 * @ram: the range that the sectors are counted in
 * @sector: first bad block, in sectors of 512 bytes from the start of @ram
 * @sectors: how many, at least 1
 * @bad: physical addresses, end inclusive, never beyond @ram
 */
void dkm_bad_range(const struct range *ram, u64 sector, u64 sectors, struct range *bad);

#endif
