/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef DAX_KMEM_ND_READ_H
#define DAX_KMEM_ND_READ_H

#include <stdbool.h>

#include "base/exit.h"
#include "base/sysfs.h"
#include "devices/instance.h"

/*
 * The nd bus: how an instance is found and read there, and how its driver is changed. No other
 * part of the helper knows. A second bus, for devices that have no nd device, would have a file
 * with these functions of its own.
 */

/**
 * nd_settle() - wait until every bus has probed its regions and namespaces
 *
 * They are probed asynchronously, so that udev may be idle before the last of them is there. A
 * device that the kernel keeps locked keeps its bus from being done.
 *
 * Return: 0; -ETIMEDOUT when that takes longer than @patience_ms; -errno.
 */
int nd_settle(int patience_ms);

/**
 * nd_each() - call @see with the name of every dax device on the nd bus
 *
 * Return: 0, -errno, or what @see returned when that was not 0.
 */
int nd_each(int (*see)(const char *device, void *data), void *data);

/**
 * nd_identify() - read what an instance is called and who has it
 *
 * None of that waits for the device's lock: read in 5.10 - 7.3.
 *
 * Return: 0; -ENODEV when there is no such device, or it is a seed.
 */
int nd_identify(struct instance *instance, const char *device);

/**
 * nd_read() - read all of an instance but its state
 *
 * This waits, in a way that no signal ends, while the kernel keeps the device locked: to be called
 * in a child, as instance_read() does.
 *
 * Return: 0; -ENODEV when there is no such device, or it is a seed.
 */
int nd_read(struct instance *instance, const char *device);

/**
 * nd_block_zones() - where each memory block of an instance is
 * @zones: @instance->blocks.count of them
 *
 * Return: 0 or -errno.
 */
int nd_block_zones(const struct instance *instance, unsigned char *zones);

/**
 * struct bad_block - the first known bad block of a namespace, if there is one
 * @address: its physical address
 */
struct bad_block {
	bool found;
	uint64_t address;
};

/**
 * nd_bad_block() - what is known of bad blocks in the namespace
 *
 * Return: 0; -ETIMEDOUT when the kernel keeps the region locked; -errno.
 */
int nd_bad_block(const struct instance *instance, struct bad_block *bad);

/**
 * nd_region_available() - bytes that the namespace's region has left, 0 when unknown
 */
uint64_t nd_region_available(const struct instance *instance);

#endif
