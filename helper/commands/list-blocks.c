// SPDX-License-Identifier: GPL-2.0-only
/* list --blocks: what the bytes of each namespace are used for. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/log.h"
#include "commands/draw-map.h"
#include "commands/instance-columns.h"
#include "commands/list-blocks.h"
#include "commands/report.h"
#include "devices/discover.h"
#include "devices/machine.h"

static struct json_object *part_json(const struct part *part, const struct instance *instance)
{
	struct json_object *object = json_new_object();
	int rc = instance_add_json(object, "uuid", instance);

	if (!rc)
		rc = json_add_number(object, "start", part->start);
	if (!rc)
		rc = json_add_number(object, "size", part->size);
	if (!rc)
		rc = json_add_text(object, "use", use_names[part->use]);
	if (!rc)
		return object;
	json_free(object);
	return NULL;
}

static int add_parts(struct json_object *list, const struct block_map *map,
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
			      uint64_t block_size, const struct canvas *canvas)
{
	struct block_map map;
	int rc;

	rc = block_map_make(&map, instance, block_size);
	if (!rc && list)
		rc = add_parts(list, &map, instance);
	else if (!rc)
		draw_map(canvas, &map, instance);
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
	struct canvas canvas;
	size_t i;

	canvas_init(&canvas, bytes);
	/* without hot-plug no instance has blocks; everything else is drawn */
	if (blocks_size(&block_size)) {
		machine_say_none();
		code = DK_UNSUITABLE;
	}
	for (i = 0; i < all->count && (list || !json); i++)
		code = exit_worst(code, map_one(list, &all->list[i], block_size, &canvas));
	if (json)
		report_add("parts", list);
	return code;
}
