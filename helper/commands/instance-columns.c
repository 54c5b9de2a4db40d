// SPDX-License-Identifier: GPL-2.0-only
/* What can be printed of an instance: the columns of a table, and the keys of a JSON object. */
#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "base/log.h"
#include "base/util.h"
#include "commands/instance-columns.h"
#include "commands/surroundings.h"
#include "devices/place.h"

static bool is_our_ram(const struct instance *instance)
{
	return instance->ram_bytes;
}

static void get_kind(struct value *value, const struct instance *instance)
{
	value_set_text(value, kind_names[instance->id.kind]);
}

static void get_identity(struct value *value, const struct instance *instance)
{
	char text[IDENTITY_TEXT_MAX];

	_Static_assert(IDENTITY_TEXT_MAX <= VALUE_TEXT_MAX, "VALUE_TEXT_MAX is too small");
	identity_text(text, &instance->id);
	value_set_text(value, text);
}

static void get_uuid(struct value *value, const struct instance *instance)
{
	if (instance->id.kind == KIND_PMEM)
		get_identity(value, instance);
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

static void get_region(struct value *value, const struct instance *instance)
{
	struct place place;

	place_read(&place, instance);
	value_set_text(value, place.region);
}

static void get_bus(struct value *value, const struct instance *instance)
{
	struct place place;

	place_read(&place, instance);
	value_set_text(value, place.bus);
}

/* The module takes an instance early by the UUID in its info block, and by nothing else. */
static void get_boot(struct value *value, const struct instance *instance)
{
	const struct entry *section;

	if (!surroundings_section(&section, instance))
		return;
	if (!section || section->doubtful)
		value_set_text(value, "no");
	else if (section->wish.early && !uuid_compare(section->uuid, instance->id.uuid))
		value_set_text(value, "early");
	else
		value_set_text(value, "yes");
}

static void get_boot_file(struct value *value, const struct instance *instance)
{
	const struct entry *section;

	if (surroundings_section(&section, instance) && section)
		value_set_text(value, section->file);
}

static void get_boot_line(struct value *value, const struct instance *instance)
{
	const struct entry *section;

	if (surroundings_section(&section, instance) && section)
		value_set_number(value, section->line);
}

static void get_instance_tier(struct value *value, const struct instance *instance)
{
	value_set_text(value, surroundings_node(instance)->tier);
}

static void get_latency(struct value *value, const struct instance *instance)
{
	uint64_t latency = surroundings_node(instance)->latency;

	if (latency)
		value_set_number(value, latency);
}

/* In the order of JSON. The manual page has the same descriptions, which a test compares. */
static const struct column all_columns[] = {
	{ "UUID", 0, get_uuid, "UUID in the info block" },
	{ "KIND", 0, get_kind, "pmem, cxl or hmem, which is soft-reserved memory" },
	{ "IDENTITY", IN_TABLE, get_identity, "what it is, whatever its name: for pmem its UUID" },
	{ "DEVICE", IN_TABLE, get_device, "name on the nd bus; on the dax bus if it is not pmem" },
	{ "NAMESPACE", 0, get_namespace, "namespace that it stands on" },
	{ "CHARDEV", 0, get_chardev, "name below /dev, while it is device-dax" },
	{ "LABEL", 0, get_label, "name that the label of the namespace carries" },
	{ "REGION", 0, get_region, "region that the namespace is in" },
	{ "BUS", 0, get_bus, "nd bus that the region is on" },
	{ "DRIVER", 0, get_driver, "driver on that bus" },
	{ "STATE", IN_TABLE, get_state, "devdax, ram, partial, offline, unbound, other or locked" },
	{ "BOOT", LISTED, get_boot, "is it made RAM at boot: no, yes, or early" },
	{ "BOOT_FILE", LISTED, get_boot_file, "file of the configuration that says so" },
	{ "BOOT_LINE", LISTED | RIGHT, get_boot_line, "line of that file" },
	{ "SIZE", IN_TABLE | RIGHT, get_size, "size of the data, which device-dax offers" },
	{ "RAM_BYTES", RIGHT, get_ram_bytes, "what is RAM" },
	{ "LOST_BYTES", RIGHT, get_lost_bytes, "what is lost to alignment" },
	{ "NODE", IN_TABLE | RIGHT, get_node, "NUMA node that it is on as RAM, or would be on" },
	{ "TIER", 0, get_instance_tier, "the kernel's memory tier of that node" },
	{ "LATENCY", RIGHT, get_latency, "ns for a read on that node, as the platform says" },
	{ "ZONE", IN_TABLE, get_zone, "zone of the memory blocks that are online" },
	{ "MEMMAP", 0, get_memmap, "where the page array is: dram or pmem" },
	{ "BLOCKS_ONLINE", RIGHT, get_blocks_online, "number of memory blocks that are online" },
	{ "BLOCKS_TOTAL", RIGHT, get_blocks_total, "number of memory blocks" },
	{ "BLOCKS", IN_TABLE, get_blocks, "both numbers, as in 4/6" },
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

void columns_choose_all(struct columns *columns)
{
	size_t i;

	_Static_assert(ARRAY_SIZE(all_columns) <= COLUMNS_MAX, "COLUMNS_MAX is too small");
	for (i = 0; i < ARRAY_SIZE(all_columns); i++)
		columns->list[i] = &all_columns[i];
	columns->count = i;
}

/* Chooses those that have, of the flags in @mask, just @flags. */
static void choose_by_flags(struct columns *columns, unsigned int mask, unsigned int flags)
{
	size_t i;

	columns->count = 0;
	for (i = 0; i < ARRAY_SIZE(all_columns); i++) {
		if ((all_columns[i].flags & mask) == flags)
			columns->list[columns->count++] = &all_columns[i];
	}
}

void columns_choose_but_listed(struct columns *columns)
{
	choose_by_flags(columns, LISTED, 0);
}

static void say_no_such_column(const char *name, size_t length)
{
	char known[SYSFS_VALUE_MAX] = "";
	size_t i;

	for (i = 0; i < ARRAY_SIZE(all_columns); i++) {
		strcat(known, i ? ", " : "");
		strcat(known, all_columns[i].name);
	}
	log_error("--output %.*s: there is no such column; choose from %s", (int)length, name,
		  known);
}

static bool is_chosen(const struct columns *columns, const struct column *column)
{
	size_t i;

	for (i = 0; i < columns->count; i++) {
		if (columns->list[i] == column)
			return true;
	}
	return false;
}

/* Adds the column whose name is at the start of @names. */
static bool add_column(struct columns *columns, const char *names, size_t length, bool once)
{
	const struct column *column = find_column(names, length);

	if (!column) {
		say_no_such_column(names, length);
		return false;
	}
	if (once && is_chosen(columns, column))
		return true;
	if (columns->count == COLUMNS_MAX) {
		log_error("--output: more than %d columns; leave some out", COLUMNS_MAX);
		return false;
	}
	columns->list[columns->count++] = column;
	return true;
}

bool columns_choose(struct columns *columns, const char *names, bool json)
{
	bool more = names && names[0] == '+';
	size_t length;

	columns->count = 0;
	if (json && (more || !names))
		columns_choose_all(columns);
	else if (more || !names)
		choose_by_flags(columns, IN_TABLE, IN_TABLE);
	if (!names)
		return true;
	for (names += more;; names += length + 1) {
		length = strcspn(names, ",");
		if (!add_column(columns, names, length, more))
			return false;
		if (!names[length])
			return true;
	}
}

const struct column *columns_at(size_t i)
{
	return i < ARRAY_SIZE(all_columns) ? &all_columns[i] : NULL;
}

void columns_print_names(void)
{
	size_t i;

	for (i = 0; i < ARRAY_SIZE(all_columns); i++)
		printf("%s\n", all_columns[i].name);
}

struct json_object *columns_names_json(void)
{
	struct json_object *names = json_new_list();
	size_t i;

	for (i = 0; i < ARRAY_SIZE(all_columns); i++) {
		if (json_list_add_text(names, all_columns[i].name)) {
			json_free(names);
			return NULL;
		}
	}
	return names;
}

void columns_print_help(void)
{
	size_t i;

	printf("\nColumns; in JSON, the key is the same in lower case:\n");
	for (i = 0; i < ARRAY_SIZE(all_columns); i++)
		printf("  %-13s %s\n", all_columns[i].name, all_columns[i].help);
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
	struct json_object *object = json_new_object();
	size_t i;

	for (i = 0; i < columns->count; i++) {
		if (add_json(object, columns->list[i], instance)) {
			json_free(object);
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
