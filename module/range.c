// SPDX-License-Identifier: GPL-2.0-only
/* Arithmetic of ranges. It needs no kernel: the unit tests compile this file in user space. */

#include <linux/errno.h>
#include <linux/kernel.h>

#include "infoblock.h"
#include "range.h"

int dkm_ram_range(const struct range *ns, const struct dkm_infoblock *info, u64 block_size,
		  struct range *ram, u64 *lost)
{
	u64 data_start = ns->start + info->start_pad + info->reserve;
	u64 data_end = ns->end + 1 - info->end_trunc;
	u64 start = ALIGN(data_start, block_size);
	u64 end = ALIGN_DOWN(data_end, block_size);

	*lost = data_end - data_start;
	/* start < data_start: rounding up has wrapped round at the end of the address space */
	if (start >= end || start < data_start)
		return -ERANGE;

	ram->start = start;
	ram->end = end - 1;
	*lost -= end - start;
	return 0;
}

bool dkm_same_view(const struct range *ns, const struct dkm_infoblock *info,
		   const struct range *range, u64 array)
{
	u64 wanted = info->mode == DKM_INFOBLOCK_MODE_PMEM ? info->dataoff - info->reserve : 0;

	return range->start == ns->start + info->start_pad &&
	       range->end == ns->end - info->end_trunc && array == wanted;
}

void dkm_bad_range(const struct range *ram, u64 sector, u64 sectors, struct range *bad)
{
	u64 len = ram->end - ram->start + 1;
	u64 first = sector << 9, last = first + (sectors << 9);

	bad->start = ram->start + first;
	bad->end = ram->start + (last > len || last < first ? len : last) - 1;
}
