/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef DAX_KMEM_NAMESPACE_H
#define DAX_KMEM_NAMESPACE_H

#include <linux/device.h>
#include <linux/range.h>
#include <linux/uuid.h>

#include "infoblock.h"

/**
 * struct dkm_namespace - the namespace of a device-dax instance
 * @name: its device name; valid while the nd_dax device is locked
 * @range: physical addresses, end inclusive
 * @info: its info block, validated
 */
struct dkm_namespace {
	const char *name;
	struct range range;
	struct dkm_infoblock info;
};

/**
 * dkm_nd_uuid() - the UUID by which libnvdimm knows a device-dax instance
 * @dev: an nd_dax device
 * @uuid: set when 0 is returned
 *
 * Does not read the medium.
 *
 * Return: 0, -ENODEV for a seed (no UUID yet), -ENXIO when the kernel does not show one, -ENOMEM.
 */
int dkm_nd_uuid(struct device *dev, uuid_t *uuid);

/**
 * dkm_nd_target_node() - the NUMA node that the platform assigns to a device-dax instance
 * @dev: an nd_dax device
 *
 * Return: the node, NUMA_NO_NODE when the platform assigns none, -ENOMEM.
 */
int dkm_nd_target_node(struct device *dev);

/**
 * dkm_namespace_open() - find an instance's namespace, read its info block and validate it
 * @dev: the nd_dax device, locked, being probed; devm resources are taken and given back
 * @uuid: what its info block must say
 * @is_ram: memory that its device left behind, see orphan.h, is in it
 * @ns: filled in when 0 is returned
 *
 * On success libnvdimm's own copy of the info block is fresh, so the bus's size and resource
 * attributes are right for as long as we are bound.
 *
 * Return: 0; from libnvdimm: -ENODEV, -EBUSY, -EACCES (locked), -ENXIO (badly placed), -EINVAL (an
 * alignment or page size that this kernel does not support); -EIO for poison under the info block;
 * -ERANGE, with the reason logged, for an info block that is valid and leaves no room for data;
 * -EBADMSG, with the reason logged, for an info block that is not valid, or has another UUID, or of
 * which libnvdimm has another reading. Nothing else returns -EBADMSG: it tells the caller never to
 * give the device to dax_pmem, which would write a new info block.
 */
int dkm_namespace_open(struct device *dev, const uuid_t *uuid, bool is_ram,
		       struct dkm_namespace *ns);

#endif
