/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef DAX_KMEM_NAMESPACE_H
#define DAX_KMEM_NAMESPACE_H

#include <linux/device.h>
#include <linux/range.h>
#include <linux/uuid.h>

#include "infoblock.h"

/**
 * struct dkm_namespace - what a device-dax instance stands on
 * @name: the namespace's device name; valid while the nd_dax device is locked
 * @range: physical addresses, end inclusive
 * @info: its info block, validated
 */
struct dkm_namespace {
	const char *name;
	struct range range;
	struct dkm_infoblock info;
};

/**
 * dkm_nd_uuid() - the UUID that libnvdimm knows a device-dax instance by
 * @dev: an nd_dax device
 * @uuid: set when 0 is returned
 *
 * Reads no media.
 *
 * Return: 0, -ENODEV for a seed (no UUID yet), -ENXIO when the kernel does not show one, -ENOMEM.
 */
int dkm_nd_uuid(struct device *dev, uuid_t *uuid);

/**
 * dkm_nd_target_node() - the NUMA node that the platform gives a device-dax instance
 * @dev: an nd_dax device
 *
 * Return: the node, NUMA_NO_NODE when the platform gives it none, -ENOMEM.
 */
int dkm_nd_target_node(struct device *dev);

/**
 * dkm_namespace_open() - find, read and validate what a device-dax instance stands on
 * @dev: the nd_dax device, locked, being probed; devm resources are taken and given back
 * @uuid: what its info block must say
 * @is_ram: a part of it, that an orphan has kept, is RAM
 * @ns: filled in when 0 is returned
 *
 * On success libnvdimm's own copy of the info block is fresh, so the bus's size and resource
 * attributes are right for as long as we are bound.
 *
 * Return: 0; -ENODEV, -EBUSY, -EACCES (locked), -ENXIO (badly placed), -EINVAL (an alignment or
 * page size that this kernel has not) as libnvdimm says; -EIO for poison under the info block;
 * -ERANGE for an info block that is valid and leaves no data, with the reason logged;
 * -EBADMSG for an info block that is not valid, or not @uuid's, or that libnvdimm reads otherwise,
 * with the reason logged: no other errno means that, so that nobody hands such a device to a driver
 * which would write a new one.
 */
int dkm_namespace_open(struct device *dev, const uuid_t *uuid, bool is_ram,
		       struct dkm_namespace *ns);

#endif
