// SPDX-License-Identifier: GPL-2.0-only
/* Any text as the driver's list of memory blocks: accepted is one that names each block once. */
#include <stdlib.h>
#include <string.h>

#include "devices/blocks.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const struct blocks blocks = { .first = 32, .count = 8 };
	unsigned char zones[8];
	char *text;
	size_t i;

	text = malloc(size + 1);
	if (!text)
		return 0;
	memcpy(text, data, size);
	text[size] = '\0';
	memset(zones, 0xff, sizeof(zones));
	if (!blocks_parse(text, &blocks, zones)) {
		for (i = 0; i < blocks.count; i++) {
			if (zones[i] != ZONE_NONE && zones[i] != ZONE_MOVABLE &&
			    zones[i] != ZONE_KERNEL)
				abort();
		}
	}
	free(text);
	return 0;
}
