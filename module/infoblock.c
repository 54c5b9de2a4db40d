// SPDX-License-Identifier: GPL-2.0-only
/* The device-dax info block. It needs no kernel: the unit tests compile this file in user space. */

#include <linux/build_bug.h>
#include <linux/errno.h>
#include <linux/kernel.h>
#include <linux/libnvdimm.h>
#include <linux/string.h>

#include "infoblock.h"

struct infoblock_media {
	u8 signature[16];
	u8 uuid[16];
	u8 parent_uuid[16];
	__le32 flags;
	__le16 version_major;
	__le16 version_minor;
	__le64 dataoff;
	__le64 npfns;
	__le32 mode;
	__le32 start_pad;		/* since minor version 1 */
	__le32 end_trunc;		/* since 1 */
	__le32 align;			/* since 2 */
	__le32 page_size;		/* since 4 */
	__le16 page_struct_size;	/* since 4 */
	u8 padding[3994];
	__le64 checksum;
};

#define INFOBLOCK_MINOR_NEWEST	4

static const u8 dax_signature[16] = "NVDIMM_DAX_INFO";

static const char *check_identity(struct infoblock_media *media, const uuid_t *parent_uuid)
{
	u64 checksum;

	if (memcmp(media->signature, dax_signature, sizeof(dax_signature)))
		return "no device-dax signature";
	checksum = le64_to_cpu(media->checksum);
	media->checksum = 0;
	if (nd_fletcher64(media, sizeof(*media), true) != checksum)
		return "wrong checksum";
	if (memcmp(media->parent_uuid, parent_uuid, sizeof(media->parent_uuid)))
		return "it belongs to another namespace (parent uuid)";
	if (le16_to_cpu(media->version_major) != 1 ||
	    le16_to_cpu(media->version_minor) > INFOBLOCK_MINOR_NEWEST)
		return "unknown version";
	return NULL;
}

static const char *check_geometry(const struct dkm_infoblock *info, u64 ns_size)
{
	u64 unused = (u64)info->start_pad + info->end_trunc;

	if (info->mode != DKM_INFOBLOCK_MODE_RAM && info->mode != DKM_INFOBLOCK_MODE_PMEM)
		return "unknown mode";
	if (info->dataoff < info->reserve)
		return "data would overlap the info block (dataoff)";
	if (!IS_ALIGNED(info->dataoff, DKM_INFOBLOCK_SIZE))
		return "misaligned data offset (dataoff)";
	/*
	 * Checked in this order, no sum can overflow: unused is below 2^33, and dataoff is compared
	 * with a difference. An info block that leaves no bytes for data is not damaged: some of
	 * ndctl's alignments have that effect.
	 */
	if (unused >= ns_size || info->dataoff > ns_size - unused)
		return "the data lies outside the namespace (start_pad, dataoff, end_trunc)";
	return NULL;
}

u64 dkm_infoblock_data_size(const struct dkm_infoblock *info, u64 ns_size)
{
	return ns_size - info->start_pad - info->end_trunc - info->dataoff;
}

int dkm_infoblock_parse(void *raw, const uuid_t *parent_uuid, u64 ns_size, u32 reserve,
			struct dkm_infoblock *info, const char **why)
{
	struct infoblock_media *media = raw;
	u16 minor;

	BUILD_BUG_ON(sizeof(*media) != DKM_INFOBLOCK_SIZE);

	*why = check_identity(media, parent_uuid);
	if (*why)
		return -EBADMSG;

	minor = le16_to_cpu(media->version_minor);
	memcpy(&info->uuid, media->uuid, sizeof(info->uuid));
	info->reserve = reserve;
	info->dataoff = le64_to_cpu(media->dataoff);
	info->mode = le32_to_cpu(media->mode);
	info->start_pad = minor < 1 ? 0 : le32_to_cpu(media->start_pad);
	info->end_trunc = minor < 1 ? 0 : le32_to_cpu(media->end_trunc);

	*why = check_geometry(info, ns_size);
	return *why ? -EBADMSG : 0;
}
