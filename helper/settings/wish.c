// SPDX-License-Identifier: GPL-2.0-only
#include <stddef.h>
#include <string.h>

#include "base/util.h"
#include "settings/wish.h"

const char *const memmap_names[] = {
	[MEMMAP_AUTO] = "auto",
	[MEMMAP_DRAM] = "dram",
	[MEMMAP_PMEM] = "pmem",
};

bool memmap_from_name(enum memmap *memmap, const char *name)
{
	size_t i;

	for (i = 0; i < ARRAY_SIZE(memmap_names); i++) {
		*memmap = i;
		if (!strcmp(name, memmap_names[i]))
			return true;
	}
	return false;
}
