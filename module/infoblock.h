/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef DAX_KMEM_INFOBLOCK_H
#define DAX_KMEM_INFOBLOCK_H

#include <linux/types.h>
#include <linux/uuid.h>

/* Where the info block is in a namespace, and its size, in bytes. */
#define DKM_INFOBLOCK_OFFSET	4096
#define DKM_INFOBLOCK_SIZE		4096

enum dkm_infoblock_mode {
	DKM_INFOBLOCK_MODE_RAM = 1,		/* ndctl --map=mem: the page array is in DRAM */
	DKM_INFOBLOCK_MODE_PMEM = 2,	/* ndctl --map=dev: it is on the pmem, before the data */
};

/**
 * struct dkm_infoblock - the contents of a device-dax info block, in native byte order
 * @uuid: this device-dax instance
 * @reserve: bytes at the start of the namespace that are never data; the info block is in them
 * @dataoff: bytes from @start_pad to the first data byte
 * @mode: enum dkm_infoblock_mode
 * @start_pad: unused bytes at the start of the namespace
 * @end_trunc: unused bytes at its end
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
 * dkm_infoblock_parse() - validate an info block and read its fields
 * @raw: DKM_INFOBLOCK_SIZE bytes as read from the medium; the checksum field is set to 0
 * @parent_uuid: the namespace's UUID, all zero for a namespace without a label
 * @ns_size: bytes in the namespace
 * @reserve: bytes that this kernel keeps for the info block: whole pages, 8 KiB at least
 * @info: filled in when 0 is returned
 * @why: set to the reason when an error is returned
 *
 * Stricter than libnvdimm's nd_pfn_validate(). When that returns -ENODEV, nd_pfn_init() writes a
 * new info block over the old one; so everything that makes it do so is refused here first. The
 * layout is that of struct nd_pfn_sb in drivers/nvdimm/pfn.h.
 *
 * Return: 0, or -EBADMSG for a block that is no valid device-dax info block.
 */
int dkm_infoblock_parse(void *raw, const uuid_t *parent_uuid, u64 ns_size, u32 reserve,
			struct dkm_infoblock *info, const char **why);

/**
 * dkm_infoblock_data_size() - bytes that are left for data
 * @info: from dkm_infoblock_parse()
 * @ns_size: bytes in the namespace, as given to that function
 *
 * Return: the bytes; 0 where alignment and padding take all of them.
 */
u64 dkm_infoblock_data_size(const struct dkm_infoblock *info, u64 ns_size);

#endif
