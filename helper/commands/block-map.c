// SPDX-License-Identifier: GPL-2.0-only
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "base/page-size.h"
#include "commands/block-map.h"
#include "devices/discover.h"

const char *const use_names[USES] = {
	[USE_DATA] = "device-dax",
	[USE_UNKNOWN] = "not known without a driver",
	[USE_MOVABLE] = "movable",
	[USE_KERNEL] = "kernel",
	[USE_RESERVE] = "reserve",
	[USE_LOST] = "lost",
	[USE_OFFLINE] = "offline",
	[USE_INFO] = "info block",
};

/* Extends the last part when this one continues it. */
static int add_part(struct block_map *map, uint64_t start, uint64_t end, enum use use)
{
	struct part *last = map->count ? map->list + map->count - 1 : NULL;

	if (end <= start)
		return 0;
	if (last && last->use == use && last->start + last->size == start) {
		last->size += end - start;
		return 0;
	}
	last = realloc(map->list, (map->count + 1) * sizeof(*last));
	if (!last)
		return -ENOMEM;
	map->list = last;
	map->list[map->count++] = (struct part){ start, end - start, use };
	return 0;
}

static enum use use_of(unsigned char zone)
{
	if (zone == ZONE_NONE)
		return USE_OFFLINE;
	return zone == ZONE_MOVABLE ? USE_MOVABLE : USE_KERNEL;
}

static int map_blocks(struct block_map *map, const struct instance *instance, uint64_t block_size)
{
	unsigned char *zones = malloc(instance->blocks.count);
	int rc = zones ? instance_block_zones(instance, zones) : -ENOMEM;
	uint64_t start = instance->blocks.first * block_size;
	size_t i;

	for (i = 0; !rc && i < instance->blocks.count; i++, start += block_size)
		rc = add_part(map, start, start + block_size, use_of(zones[i]));
	free(zones);
	return rc;
}

int block_map_make(struct block_map *map, const struct instance *instance, uint64_t block_size)
{
	uint64_t start = instance->ns_start, end = start + instance->ns_size;
	uint64_t behind_info = start + info_block_end(page_size());
	uint64_t ram = instance->blocks.first * block_size;
	uint64_t ram_end = ram + instance->blocks.count * block_size;
	uint64_t data = instance->data_start, data_end = data + instance->data_size;
	int rc;

	memset(map, 0, sizeof(*map));
	if (!start || behind_info >= end)
		return 0;
	rc = add_part(map, start, behind_info, USE_INFO);
	if (instance->blocks.count) {
		if (!rc)
			rc = add_part(map, behind_info, ram, USE_LOST);
		if (!rc)
			rc = map_blocks(map, instance, block_size);
		return rc ? rc : add_part(map, ram_end, end, USE_LOST);
	}
	if (rc)
		return rc;
	if (!data)
		return add_part(map, behind_info, end, USE_UNKNOWN);
	rc = add_part(map, behind_info, data, USE_RESERVE);
	if (!rc)
		rc = add_part(map, data, data_end, USE_DATA);
	return rc ? rc : add_part(map, data_end, end, USE_LOST);
}
