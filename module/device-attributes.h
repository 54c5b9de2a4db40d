/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef DAX_KMEM_DEVICE_ATTRIBUTES_H
#define DAX_KMEM_DEVICE_ATTRIBUTES_H

#include <linux/sysfs.h>

/* Attributes of a bound device, below its dax_kmem/ directory; drvdata is its dkm_memory. */
extern const struct attribute_group *dkm_device_groups[];

#endif
