// SPDX-License-Identifier: GPL-2.0-only
/* What can be printed of an instance: the columns of a table, and the keys of a JSON object. */
#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "base/log.h"
#include "base/util.h"
#include "commands/instance-columns.h"

static bool is_our_ram(const struct instance *instance)
{
	return instance->ram_bytes;
}

static void get_uuid(struct value *value, const struct instance *instance)
{
	char uuid[UUID_STR_LEN];

	uuid_unparse_lower(instance->uuid, uuid);
	value_set_text(value, uuid);
}

static void get_device(struct value *value, const struct instance *instance)
{
	value_set_text(value, instance->device);
}

static void get_namespace(struct value *value, const struct instance *instance)
{
	value_set_text(value, instance->namespace);
}

static void get_chardev(struct value *value, const struct instance *instance)
{
	value_set_text(value, instance->chardev);
}

static void get_label(struct value *value, const struct instance *instance)
{
	value_set_text(value, instance->label);
}

static void get_driver(struct value *value, const struct instance *instance)
{
	value_set_text(value, instance->driver);
}

static void get_state(struct value *value, const struct instance *instance)
{
	value_set_text(value, state_names[instance->state]);
}

static void get_size(struct value *value, const struct instance *instance)
{
	if (instance->data_size)
		value_set_bytes(value, instance->data_size);
}

static void get_ram_bytes(struct value *value, const struct instance *instance)
{
	if (is_our_ram(instance))
		value_set_bytes(value, instance->ram_bytes);
}

static void get_lost_bytes(struct value *value, const struct instance *instance)
{
	if (is_our_ram(instance))
		value_set_bytes(value, instance->lost_bytes);
}

static void get_node(struct value *value, const struct instance *instance)
{
	value_set_number(value, instance_node(instance));
}

static void get_zone(struct value *value, const struct instance *instance)
{
	value_set_text(value, zone_names[instance->zone]);
}

static void get_memmap(struct value *value, const struct instance *instance)
{
	if (is_our_ram(instance))
		value_set_text(value, instance->memmap);
}

static void get_blocks_online(struct value *value, const struct instance *instance)
{
	if (instance->blocks.count)
		value_set_number(value, instance->blocks_online);
}

static void get_blocks_total(struct value *value, const struct instance *instance)
{
	if (instance->blocks.count)
		value_set_number(value, instance->blocks.count);
}

static void get_blocks(struct value *value, const struct instance *instance)
{
	char text[VALUE_TEXT_MAX];

	if (!instance->blocks.count)
		return;
	snprintf(text, sizeof(text), "%zu/%zu", instance->blocks_online, instance->blocks.count);
	value_set_text(value, text);
}

static const struct column all_columns[] = {
	{ "UUID", IN_TABLE | IN_JSON, get_uuid },
	{ "DEVICE", IN_TABLE | IN_JSON, get_device },
	{ "NAMESPACE", IN_JSON, get_namespace },
	{ "CHARDEV", IN_JSON, get_chardev },
	{ "LABEL", 0, get_label },
	{ "DRIVER", IN_JSON, get_driver },
	{ "STATE", IN_TABLE | IN_JSON, get_state },
	{ "SIZE", IN_TABLE | IN_JSON | RIGHT, get_size },
	{ "RAM_BYTES", IN_JSON | RIGHT, get_ram_bytes },
	{ "LOST_BYTES", IN_JSON | RIGHT, get_lost_bytes },
	{ "NODE", IN_TABLE | IN_JSON | RIGHT, get_node },
	{ "ZONE", IN_TABLE | IN_JSON, get_zone },
	{ "MEMMAP", IN_JSON, get_memmap },
	{ "BLOCKS_ONLINE", IN_JSON | RIGHT, get_blocks_online },
	{ "BLOCKS_TOTAL", IN_JSON | RIGHT, get_blocks_total },
	{ "BLOCKS", IN_TABLE, get_blocks },
};

/* Does not depend on the locale: in Turkish ones "i" is not the lower case of "I". */
static char small_letter(char letter)
{
	return letter >= 'A' && letter <= 'Z' ? letter - 'A' + 'a' : letter;
}

/* Return: NULL when no column has this name. */
static const struct column *find_column(const char *name, size_t length)
{
	const struct column *column;
	size_t i;

	for (column = all_columns; column < all_columns + ARRAY_SIZE(all_columns); column++) {
		for (i = 0; i < length && column->name[i]; i++) {
			if (small_letter(name[i]) != small_letter(column->name[i]))
				break;
		}
		if (i == length && !column->name[i])
			return column;
	}
	return NULL;
}

static void choose_usual(struct columns *columns, int flag)
{
	size_t i;

	for (i = 0; i < ARRAY_SIZE(all_columns); i++) {
		if (all_columns[i].flags & flag)
			columns->list[columns->count++] = &all_columns[i];
	}
}

bool columns_choose(struct columns *columns, const char *names, bool json)
{
	const struct column *column;
	size_t length;

	columns->count = 0;
	if (!names) {
		choose_usual(columns, json ? IN_JSON : IN_TABLE);
		return true;
	}
	for (;; names += length + 1) {
		length = strcspn(names, ",");
		column = find_column(names, length);
		if (!column || columns->count == COLUMNS_MAX) {
			log_error("--output %.*s: %s; '--output help' names all columns",
				  (int)length, names,
				  column ? "too many columns" : "there is no such column");
			return false;
		}
		columns->list[columns->count++] = column;
		if (!names[length])
			return true;
	}
}

void columns_print_names(void)
{
	size_t i;

	for (i = 0; i < ARRAY_SIZE(all_columns); i++)
		printf("%s\n", all_columns[i].name);
}

static int add_json(struct json_object *object, const struct column *column,
		    const struct instance *instance)
{
	struct value value = { .type = VALUE_NONE };
	char key[32];
	size_t i = 0;

	do
		key[i] = small_letter(column->name[i]);
	while (column->name[i++] && i < sizeof(key));
	column->get(&value, instance);
	return value_add_json(object, key, &value);
}

struct json_object *instance_json(const struct instance *instance, const struct columns *columns)
{
	struct json_object *object = json_object_new_object();
	size_t i;

	for (i = 0; i < columns->count; i++) {
		if (add_json(object, columns->list[i], instance)) {
			json_object_put(object);
			return NULL;
		}
	}
	return object;
}

int instance_add_json(struct json_object *object, const char *key,
		      const struct instance *instance)
{
	const struct column *column = find_column(key, strlen(key));

	return column ? add_json(object, column, instance) : -EINVAL;
}
