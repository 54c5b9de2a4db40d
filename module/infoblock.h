/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef DAX_KMEM_INFOBLOCK_H
#define DAX_KMEM_INFOBLOCK_H

#include <linux/types.h>
#include <linux/uuid.h>

/* Where the info block stands in a namespace, and how long it is, in bytes. */
#define DKM_INFOBLOCK_OFFSET	4096
#define DKM_INFOBLOCK_SIZE		4096

enum dkm_infoblock_mode {
	DKM_INFOBLOCK_MODE_RAM = 1,		/* ndctl --map=mem: the page array is in DRAM */
	DKM_INFOBLOCK_MODE_PMEM = 2,	/* ndctl --map=dev: it stands before the data */
};

/**
 * struct dkm_infoblock - what an nd_dax info block says, in native byte order
 * @uuid: this device-dax instance
 * @reserve: bytes at the namespace's start that are never data, with the info block in them
 * @dataoff: bytes from @start_pad to the first data byte
 * @mode: enum dkm_infoblock_mode
 * @start_pad: bytes at the namespace's start that belong to nobody
 * @end_trunc: bytes at its end that belong to nobody
 */
struct dkm_infoblock {
	uuid_t uuid;
	u32 reserve;
	u64 dataoff;
	u32 mode;
	u32 start_pad;
	u32 end_trunc;
};

/**
 * dkm_infoblock_parse() - validate an info block and take the facts out of it
 * @raw: DKM_INFOBLOCK_SIZE bytes as read from the media; the checksum field is zeroed
 * @parent_uuid: the namespace's UUID, all zero for a namespace without a label
 * @ns_size: bytes in the namespace
 * @reserve: bytes that this kernel keeps for the info block: whole pages, 8 KiB at least
 * @info: filled in when 0 is returned
 * @why: set to the reason when an error is returned
 *
 * Stricter than nd_pfn_validate(): whatever makes that function answer -ENODEV, upon which
 * nd_pfn_init() would write a new info block over the old one, is refused here first.
 * Layout: struct nd_pfn_sb, drivers/nvdimm/pfn.h, read in 5.10 - 7.3.
 *
 * Return: 0, or -EBADMSG for a block that is no valid device-dax info block.
 */
int dkm_infoblock_parse(void *raw, const uuid_t *parent_uuid, u64 ns_size, u32 reserve,
			struct dkm_infoblock *info, const char **why);

/**
 * dkm_infoblock_data_size() - bytes of data that an info block leaves
 * @info: as dkm_infoblock_parse() filled it in
 * @ns_size: what it was given
 *
 * Return: 0 where the alignment and the padding take everything.
 */
u64 dkm_infoblock_data_size(const struct dkm_infoblock *info, u64 ns_size);

#endif
