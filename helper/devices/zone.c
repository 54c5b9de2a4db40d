// SPDX-License-Identifier: GPL-2.0-only
#include <stddef.h>
#include <string.h>

#include "base/util.h"
#include "devices/zone.h"

const char *const zone_names[] = {
	[ZONE_NONE] = NULL,
	[ZONE_MOVABLE] = "movable",
	[ZONE_KERNEL] = "kernel",
	[ZONE_MIXED] = "mixed",
	[ZONE_AUTO] = "auto",
};

enum zone zone_from_name(const char *name)
{
	static const enum zone choices[] = { ZONE_MOVABLE, ZONE_KERNEL, ZONE_AUTO };
	size_t i;

	for (i = 0; i < ARRAY_SIZE(choices); i++) {
		if (!strcmp(name, zone_names[choices[i]]))
			return choices[i];
	}
	return ZONE_NONE;
}
