/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef DAX_KMEM_ND_PATHS_H
#define DAX_KMEM_ND_PATHS_H

#define DEVICES	"/sys/bus/nd/devices/"
#define DRIVERS	"/sys/bus/nd/drivers/"
#define OURS	"dax_kmem"

#endif
