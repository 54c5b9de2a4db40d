/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef DAX_KMEM_RANGE_H
#define DAX_KMEM_RANGE_H

#include <linux/range.h>
#include <linux/types.h>

struct dkm_infoblock;

/**
 * dkm_ram_range() - the whole memory blocks in a namespace, behind its info block
 * @ns: the namespace, physical addresses, end inclusive
 * @info: its validated info block
 * @block_size: bytes in a memory block, a power of two
 * @ram: what becomes RAM, end inclusive
 * @lost: bytes cut off at both ends by alignment
 *
 * Everything behind the info block counts, also the page array that device-dax keeps there
 * (--map=dev): as RAM the namespace does not need it, and back as device-dax it is made anew. The
 * info block itself and what stands before it are never part of @ram.
 *
 * Return: 0, or -ERANGE when not one whole block fits (@lost is then everything).
 */
int dkm_ram_range(const struct range *ns, const struct dkm_infoblock *info, u64 block_size,
		  struct range *ram, u64 *lost);

/**
 * dkm_same_view() - has somebody else made the same of an info block?
 * @ns: the namespace, physical addresses, end inclusive
 * @info: its validated info block
 * @range: what the other one takes the namespace to be, without padding
 * @array: bytes that the other one sets aside for a page array behind the info block, or 0
 */
bool dkm_same_view(const struct range *ns, const struct dkm_infoblock *info,
		   const struct range *range, u64 array);

/**
 * dkm_bad_range() - where a run of bad blocks is
 * @ram: the range that was asked about
 * @sector: first bad block, in sectors of 512 bytes from the start of @ram
 * @sectors: how many, at least 1
 * @bad: physical addresses, end inclusive, never beyond @ram
 */
void dkm_bad_range(const struct range *ram, u64 sector, u64 sectors, struct range *bad);

#endif
