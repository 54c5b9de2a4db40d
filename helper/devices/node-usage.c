// SPDX-License-Identifier: GPL-2.0-only
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "base/page-size.h"
#include "base/sysfs.h"
#include "base/util.h"
#include "devices/node-usage.h"

/**
 * struct zone_reader - the place in /proc/zoneinfo
 * @zone: the one that the lines are about, NULL for one that holds no memory of programs
 */
struct zone_reader {
	struct node_usage *usage;
	struct zone_usage *zone;
};

static struct zone_usage *find_zone(struct node_usage *usage, int node, bool movable)
{
	struct zone_usage *zone;

	for (zone = usage->list; zone < usage->list + usage->count; zone++) {
		if (zone->node == node && zone->movable == movable)
			return zone;
	}
	if (usage->count == ARRAY_SIZE(usage->list))
		return NULL;
	usage->count++;
	*zone = (struct zone_usage){ .node = node, .movable = movable };
	return zone;
}

static void add_pages(struct zone_usage *zone, const char *key, uint64_t pages)
{
	uint64_t bytes = pages * page_size();

	if (!strcmp(key, "managed"))
		zone->size += bytes;
	else if (!strcmp(key, "nr_free_pages"))
		zone->free += bytes;
	else if (!strcmp(key, "nr_zone_active_file") || !strcmp(key, "nr_zone_inactive_file"))
		zone->cache += bytes;
}

static void see_line(const struct sysfs_line *line, void *data)
{
	struct zone_reader *reader = data;
	uint64_t pages;
	char word[32];
	int node;

	if (sscanf(line->text, "Node %d, zone %31s", &node, word) == 2) {
		/* zone Device has page arrays only, of device-dax for example */
		reader->zone = !strcmp(word, "Device") ? NULL :
			       find_zone(reader->usage, node, !strcmp(word, "Movable"));
	} else if (reader->zone && sscanf(line->text, " %31s %" SCNu64, word, &pages) == 2) {
		add_pages(reader->zone, word, pages);
	}
}

/* A zone without memory has a place in the file, too. */
static void drop_empty_zones(struct node_usage *usage)
{
	size_t i, kept = 0;

	for (i = 0; i < usage->count; i++) {
		if (usage->list[i].size)
			usage->list[kept++] = usage->list[i];
	}
	usage->count = kept;
}

void node_usage_read(struct node_usage *usage)
{
	struct zone_reader reader = { .usage = usage };

	usage->count = 0;
	sysfs_each_line(see_line, &reader, "/proc/zoneinfo");
	drop_empty_zones(usage);
}

uint64_t zone_usage_used(const struct zone_usage *zone)
{
	uint64_t rest = zone->free + zone->cache;

	return zone->size > rest ? zone->size - rest : 0;
}

uint64_t node_usage_size(const struct node_usage *usage, int node)
{
	uint64_t size = 0;
	size_t i;

	for (i = 0; i < usage->count; i++) {
		if (usage->list[i].node == node)
			size += usage->list[i].size;
	}
	return size;
}
