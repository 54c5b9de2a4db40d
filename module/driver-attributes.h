/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef DAX_KMEM_DRIVER_ATTRIBUTES_H
#define DAX_KMEM_DRIVER_ATTRIBUTES_H

#include <linux/sysfs.h>

/* The driver's attributes: new_id, remove_id, ids, bind, unbind. */
extern const struct attribute_group *dkm_driver_groups[];

#endif
