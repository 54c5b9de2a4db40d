/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef DAX_KMEM_ND_READ_H
#define DAX_KMEM_ND_READ_H

#include <stdbool.h>

#include "base/exit.h"
#include "base/sysfs.h"
#include "devices/instance.h"

/*
 * Finds and reads instances on the nd bus. For discover.c only: all others ask discover.h, so that
 * devices of a second bus would need a file like this one, and no change elsewhere.
 */

/**
 * nd_settle() - wait until every bus has probed its regions and namespaces
 *
 * They are probed asynchronously, so udev may be idle before the last of them has appeared. While
 * a device is locked, its bus does not become ready.
 *
 * Return: 0; -ETIMEDOUT when that takes longer than @patience_ms; -errno.
 */
int nd_settle(int patience_ms);

/**
 * nd_each() - call @see with the name of each dax device on the nd bus
 *
 * Return: 0, -errno, or what @see returned when that was not 0.
 */
int nd_each(int (*see)(const char *device, void *data), void *data);

/**
 * nd_identify() - read the names of an instance, its UUIDs, drivers and nodes
 *
 * None of these attributes takes the device's lock.
 *
 * Return: 0; -ENODEV when there is no such device, or it is a seed.
 */
int nd_identify(struct instance *instance, const char *device);

/**
 * nd_read() - read all of an instance but its state
 *
 * While the device is locked, this blocks, and no signal ends that. So call it in a child only, as
 * instance_read() does.
 *
 * Return: 0; -ENODEV when there is no such device, or it is a seed.
 */
int nd_read(struct instance *instance, const char *device);

/**
 * nd_block_zones() - read the zone of each memory block of an instance
 * @zones: @instance->blocks.count of them
 *
 * Return: 0 or -errno.
 */
int nd_block_zones(const struct instance *instance, unsigned char *zones);

/**
 * nd_bad_block() - look for a known bad block in the namespace
 *
 * Return: 0; -ETIMEDOUT when the kernel keeps the region locked; -errno.
 */
int nd_bad_block(const struct instance *instance, struct bad_block *bad);

/**
 * nd_region_available() - bytes that are free in the namespace's region, 0 when unknown
 */
uint64_t nd_region_available(const struct instance *instance);

#endif
