/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef DAX_KMEM_ND_H
#define DAX_KMEM_ND_H

/* Where things are on the nd bus. No other part of the helper knows. */

#define ND_DEVICES	"/sys/bus/nd/devices/"
#define ND_DRIVERS	"/sys/bus/nd/drivers/"
#define ND_OURS		"dax_kmem"
#define ND_DRIVER_OURS	ND_DRIVERS ND_OURS "/"

#endif
