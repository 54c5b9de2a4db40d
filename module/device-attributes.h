/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef DAX_KMEM_DEVICE_ATTRIBUTES_H
#define DAX_KMEM_DEVICE_ATTRIBUTES_H

#include <linux/sysfs.h>

/* A bound device's attributes, in its dax_kmem/ directory; its drvdata is the struct dkm_memory. */
extern const struct attribute_group *dkm_device_groups[];

#endif
