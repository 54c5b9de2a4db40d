/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef DAX_KMEM_ND_READ_H
#define DAX_KMEM_ND_READ_H

#include <stdbool.h>

#include "base/exit.h"
#include "base/sysfs.h"
#include "devices/instance.h"

/*
 * What there is on the nd bus beside what every bus has, see bus.h.
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
