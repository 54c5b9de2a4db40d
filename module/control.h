/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef DAX_KMEM_CONTROL_H
#define DAX_KMEM_CONTROL_H

#include <linux/sysfs.h>

/* Attributes of the driver: new_id, remove_id, ids, bind, unbind. */
extern const struct attribute_group *dkm_control_groups[];

#endif
