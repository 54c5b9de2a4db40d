// SPDX-License-Identifier: GPL-2.0-only
/* The zones' names. It needs no kernel: the unit tests compile this file in user space. */

#include "zone.h"

const char *const dkm_zone_names[DKM_ZONES] = {
	[DKM_ZONE_MOVABLE] = "movable",
	[DKM_ZONE_KERNEL] = "kernel",
	[DKM_ZONE_AUTO] = "auto",
};
