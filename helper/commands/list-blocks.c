// SPDX-License-Identifier: GPL-2.0-only
/* list --blocks: what the bytes of a namespace are used for, as a bar. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/log.h"
#include "commands/instance-columns.h"
#include "commands/list-blocks.h"
#include "devices/discover.h"
#include "devices/machine.h"

#define BAR_WIDTH	64

/* When several uses share a cell, the first one in this order is shown: small ones stay visible. */
enum use {
	USE_DATA, USE_UNKNOWN, USE_MOVABLE, USE_KERNEL, USE_RESERVE, USE_LOST, USE_OFFLINE,
	USE_INFO, USES
};

static const struct {
	char mark;
	const char *name;
} uses[USES] = {
	[USE_DATA] = { 'd', "device-dax" },
	[USE_UNKNOWN] = { '?', "not known without a driver" },
	[USE_MOVABLE] = { 'M', "movable" },
	[USE_KERNEL] = { 'K', "kernel" },
	[USE_RESERVE] = { 'r', "reserve" },
	[USE_LOST] = { '.', "lost" },
	[USE_OFFLINE] = { 'o', "offline" },
	[USE_INFO] = { 'i', "info block" },
};

struct part {
	uint64_t start, size;
	enum use use;
};

struct map {
	struct part *list;
	size_t count;
};

/* Extends the last part when this one continues it. */
static int add_part(struct map *map, uint64_t start, uint64_t end, enum use use)
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

static int map_blocks(struct map *map, const struct instance *instance, uint64_t block_size)
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

static int map_make(struct map *map, const struct instance *instance, uint64_t block_size)
{
	uint64_t start = instance->ns_start, end = start + instance->ns_size;
	uint64_t behind_info = start + INFO_BLOCK_END;
	uint64_t ram = instance->blocks.first * block_size;
	uint64_t ram_end = ram + instance->blocks.count * block_size;
	uint64_t data = instance->data_start, data_end = data + instance->data_size;
	int rc;

	memset(map, 0, sizeof(*map));
	if (!start || instance->ns_size <= INFO_BLOCK_END)
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

static void draw_map(const struct map *map, uint64_t start, uint64_t size)
{
	enum use cells[BAR_WIDTH] = { 0 };
	char bar[BAR_WIDTH + 1];
	size_t i, cell, last;

	for (i = 0; i < map->count; i++) {
		const struct part *part = &map->list[i];

		/* in floating point: the products exceed 64 bits */
		cell = (double)(part->start - start) * BAR_WIDTH / size;
		last = (double)(part->start - start + part->size - 1) * BAR_WIDTH / size;
		for (; cell <= last && cell < BAR_WIDTH; cell++) {
			if (part->use > cells[cell])
				cells[cell] = part->use;
		}
	}
	for (i = 0; i < BAR_WIDTH; i++)
		bar[i] = uses[cells[i]].mark;
	bar[BAR_WIDTH] = '\0';
	printf("  |%s|\n", bar);
}

/* Only root may read addresses; those of the data come from the driver. */
static void say_unknown(const struct instance *instance)
{
	const char *cure = "the kernel does not tell it";

	if (instance->state == STATE_LOCKED)
		cure = "the kernel keeps the device locked";
	else if (geteuid())
		cure = "run as root";
	else if (!instance->driver[0])
		cure = "it has no driver; 'dax-kmem attach' gives it one";
	printf("  its place is not known: %s\n", cure);
}

static void put_size(char *text, uint64_t size, bool bytes)
{
	struct value value;

	value_set_bytes(&value, size);
	value_format(text, &value, bytes);
}

static void draw_instance(const struct map *map, const struct instance *instance, bool bytes)
{
	char uuid[UUID_STR_LEN], size[VALUE_TEXT_MAX];
	uint64_t sums[USES] = { 0 };
	const char *separator = "  ";
	size_t i;

	uuid_unparse_lower(instance->uuid, uuid);
	printf("%s  %s", uuid, instance->namespace);
	if (instance->ns_size) {
		put_size(size, instance->ns_size, bytes);
		printf("  %s", size);
	}
	putchar('\n');
	if (!map->count) {
		say_unknown(instance);
		return;
	}
	draw_map(map, instance->ns_start, instance->ns_size);
	for (i = 0; i < map->count; i++)
		sums[map->list[i].use] += map->list[i].size;
	for (i = USES; i-- > 0;) {
		if (!sums[i])
			continue;
		put_size(size, sums[i], bytes);
		printf("%s%c %s %s", separator, uses[i].mark, uses[i].name, size);
		separator = ", ";
	}
	putchar('\n');
}

static struct json_object *part_json(const struct part *part, const struct instance *instance)
{
	struct json_object *object = json_new_object();
	int rc = instance_add_json(object, "uuid", instance);

	if (!rc)
		rc = json_add_number(object, "start", part->start);
	if (!rc)
		rc = json_add_number(object, "size", part->size);
	if (!rc)
		rc = json_add_text(object, "use", uses[part->use].name);
	if (!rc)
		return object;
	json_free(object);
	return NULL;
}

static int add_parts(struct json_object *list, const struct map *map,
		     const struct instance *instance)
{
	int rc = 0;
	size_t i;

	for (i = 0; !rc && i < map->count; i++)
		rc = json_list_add(list, part_json(&map->list[i], instance));
	return rc;
}

/* @list: NULL for people */
static enum exit_code map_one(struct json_object *list, const struct instance *instance,
			      uint64_t block_size, bool bytes)
{
	struct map map;
	int rc;

	rc = map_make(&map, instance, block_size);
	if (!rc && list)
		rc = add_parts(list, &map, instance);
	else if (!rc)
		draw_instance(&map, instance, bytes);
	free(map.list);
	if (!rc)
		return DK_DONE;
	log_error("%s: cannot be drawn: %s; something changes it just now, try again",
		  instance->device, strerror(-rc));
	return DK_FAILED;
}

enum exit_code list_blocks(const struct instances *all, bool json, bool bytes)
{
	struct json_object *list = json ? json_new_list() : NULL;
	enum exit_code code = DK_DONE;
	uint64_t block_size = 0;
	size_t i;

	/* without hot-plug no instance has blocks; everything else is drawn */
	if (blocks_size(&block_size)) {
		machine_say_none();
		code = DK_UNSUITABLE;
	}
	for (i = 0; i < all->count && (list || !json); i++)
		code = exit_worst(code, map_one(list, &all->list[i], block_size, bytes));
	if (json && json_print_document("parts", list)) {
		log_error("cannot print the parts; free memory, and try again");
		code = exit_worst(code, DK_FAILED);
	}
	return code;
}
