// SPDX-License-Identifier: GPL-2.0-only
#include <errno.h>
#include <inttypes.h>
#include <libsmartcols.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/log.h"
#include "base/printable.h"
#include "base/util.h"
#include "commands/list-table.h"

#define TEXT_LEN	68	/* a label has 64 at most */

/* Each fills @text, TEXT_LEN bytes, or leaves it "" for "none" or "unknown": null in JSON. */
typedef void (*column_fn)(char *text, const struct instance *instance, bool json);

static void put_name(char *text, const char *name)
{
	snprintf(text, TEXT_LEN, "%s", name ? name : "");
}

void output_bytes(char *text, size_t size, uint64_t bytes)
{
	static const char units[] = "BKMGTPE";
	double value = bytes;
	size_t unit = 0;

	for (; value >= 1000; unit++)
		value /= 1024;
	snprintf(text, size, value < 10 && value != (int)value ? "%.1f%c" : "%.0f%c", value,
		 units[unit]);
}

static void put_bytes(char *text, uint64_t bytes, bool json)
{
	if (json)
		snprintf(text, TEXT_LEN, "%" PRIu64, bytes);
	else
		output_bytes(text, TEXT_LEN, bytes);
}

static bool is_ours(const struct instance *instance)
{
	return instance->ram_bytes;
}

static void put_uuid(char *text, const struct instance *instance, bool json)
{
	(void)json;
	uuid_unparse_lower(instance->uuid, text);
}

static void put_device(char *text, const struct instance *instance, bool json)
{
	(void)json;
	put_name(text, instance->device);
}

static void put_namespace(char *text, const struct instance *instance, bool json)
{
	(void)json;
	put_name(text, instance->namespace);
}

static void put_chardev(char *text, const struct instance *instance, bool json)
{
	(void)json;
	put_name(text, instance->chardev);
}

static void put_label(char *text, const struct instance *instance, bool json)
{
	(void)json;
	put_name(text, instance->label);
}

static void put_driver(char *text, const struct instance *instance, bool json)
{
	(void)json;
	put_name(text, instance->driver);
}

static void put_state(char *text, const struct instance *instance, bool json)
{
	(void)json;
	put_name(text, state_names[instance->state]);
}

static void put_size(char *text, const struct instance *instance, bool json)
{
	if (instance->data_size)
		put_bytes(text, instance->data_size, json);
}

static void put_ram_bytes(char *text, const struct instance *instance, bool json)
{
	if (is_ours(instance))
		put_bytes(text, instance->ram_bytes, json);
}

static void put_lost_bytes(char *text, const struct instance *instance, bool json)
{
	if (is_ours(instance))
		put_bytes(text, instance->lost_bytes, json);
}

static void put_node(char *text, const struct instance *instance, bool json)
{
	(void)json;
	snprintf(text, TEXT_LEN, "%d", instance_node(instance));
}

static void put_zone(char *text, const struct instance *instance, bool json)
{
	(void)json;
	put_name(text, zone_names[instance->zone]);
}

static void put_memmap(char *text, const struct instance *instance, bool json)
{
	(void)json;
	if (is_ours(instance))
		put_name(text, instance->memmap);
}

static void put_blocks_online(char *text, const struct instance *instance, bool json)
{
	(void)json;
	if (instance->blocks.count)
		snprintf(text, TEXT_LEN, "%zu", instance->blocks_online);
}

static void put_blocks_total(char *text, const struct instance *instance, bool json)
{
	(void)json;
	if (instance->blocks.count)
		snprintf(text, TEXT_LEN, "%zu", instance->blocks.count);
}

static void put_blocks(char *text, const struct instance *instance, bool json)
{
	(void)json;
	if (instance->blocks.count)
		snprintf(text, TEXT_LEN, "%zu/%zu", instance->blocks_online,
			 instance->blocks.count);
}

enum { IN_TABLE = 1, IN_JSON = 2, NUMBER = 4 };

#define COLUMNS_MAX	32

/* The names are the JSON keys, in lower case: scripts depend on them. */
static const struct column {
	const char *name;
	int flags;
	column_fn put;
} columns[] = {
	{ "UUID", IN_TABLE | IN_JSON, put_uuid },
	{ "DEVICE", IN_TABLE | IN_JSON, put_device },
	{ "NAMESPACE", IN_JSON, put_namespace },
	{ "CHARDEV", IN_JSON, put_chardev },
	{ "LABEL", 0, put_label },
	{ "DRIVER", IN_JSON, put_driver },
	{ "STATE", IN_TABLE | IN_JSON, put_state },
	{ "SIZE", IN_TABLE | IN_JSON | NUMBER, put_size },
	{ "RAM_BYTES", IN_JSON | NUMBER, put_ram_bytes },
	{ "LOST_BYTES", IN_JSON | NUMBER, put_lost_bytes },
	{ "NODE", IN_TABLE | IN_JSON | NUMBER, put_node },
	{ "ZONE", IN_TABLE | IN_JSON, put_zone },
	{ "MEMMAP", IN_JSON, put_memmap },
	{ "BLOCKS_ONLINE", IN_JSON | NUMBER, put_blocks_online },
	{ "BLOCKS_TOTAL", IN_JSON | NUMBER, put_blocks_total },
	{ "BLOCKS", IN_TABLE, put_blocks },
};

/* Which of columns[] to print, in which order. */
struct choice {
	const struct column *list[COLUMNS_MAX];
	size_t count;
};

static void choose_usual(struct choice *choice, bool json)
{
	size_t i;

	for (i = 0; i < ARRAY_SIZE(columns); i++) {
		if (columns[i].flags & (json ? IN_JSON : IN_TABLE))
			choice->list[choice->count++] = &columns[i];
	}
}

/* In any case, and in any locale: in Turkish ones, "i" is no small "I". */
static bool is_named(const struct column *column, const char *name, size_t length)
{
	size_t i;

	for (i = 0; i < length && column->name[i]; i++) {
		char letter = name[i] >= 'a' && name[i] <= 'z' ? name[i] - 'a' + 'A' : name[i];

		if (letter != column->name[i])
			return false;
	}
	return i == length && !column->name[i];
}

static bool choose(struct choice *choice, const char *names)
{
	size_t length, i;

	for (;; names += length + 1) {
		length = strcspn(names, ",");
		for (i = 0; i < ARRAY_SIZE(columns); i++) {
			if (is_named(&columns[i], names, length))
				break;
		}
		if (i == ARRAY_SIZE(columns) || choice->count == COLUMNS_MAX) {
			log_error("--output %.*s: %s; '--output help' names all columns",
				  (int)length, names, i == ARRAY_SIZE(columns) ?
				  "there is no such column" : "too many columns");
			return false;
		}
		choice->list[choice->count++] = &columns[i];
		if (!names[length])
			return true;
	}
}

int output_cell(struct libscols_line *line, size_t column, const char *text, bool json)
{
	char *utf8;
	int rc;

	if (!json)
		return scols_line_set_data(line, column, text);
	utf8 = printable_utf8(text);
	rc = utf8 ? scols_line_refer_data(line, column, utf8) : -ENOMEM;
	if (rc)
		free(utf8);
	return rc;
}

static int add_columns(struct libscols_table *table, const struct choice *choice)
{
	struct libscols_column *column;
	size_t i;

	for (i = 0; i < choice->count; i++) {
		bool number = choice->list[i]->flags & NUMBER;

		column = scols_table_new_column(table, choice->list[i]->name, 0,
						number ? SCOLS_FL_RIGHT : 0);
		if (!column)
			return -ENOMEM;
		if (number)
			scols_column_set_json_type(column, SCOLS_JSON_NUMBER);
	}
	return 0;
}

static int add_line(struct libscols_table *table, const struct choice *choice,
		    const struct instance *instance, const struct style *style)
{
	struct libscols_line *line;
	char text[TEXT_LEN];
	size_t i;
	int rc;

	line = scols_table_new_line(table, NULL);
	if (!line)
		return -ENOMEM;
	for (i = 0; i < choice->count; i++) {
		text[0] = '\0';
		choice->list[i]->put(text, instance, style->json || style->raw);
		if (!text[0] && !style->json)
			strcpy(text, "-");
		rc = text[0] ? output_cell(line, i, text, style->json) : 0;
		if (rc)
			return rc;
	}
	return 0;
}

static int print(const struct instances *all, const struct choice *choice,
		 const struct style *style)
{
	struct libscols_table *table;
	size_t i;
	int rc;

	table = scols_new_table();
	if (!table)
		return -ENOMEM;
	scols_table_set_name(table, "devices");
	rc = scols_table_enable_json(table, style->json);
	if (!rc)
		rc = scols_table_enable_raw(table, style->raw);
	if (!rc)
		rc = add_columns(table, choice);
	for (i = 0; !rc && i < all->count; i++)
		rc = add_line(table, choice, &all->list[i], style);
	if (!rc)
		rc = scols_print_table(table);
	scols_unref_table(table);
	return rc;
}

enum exit_code output_instances(const struct instances *all, const struct style *style)
{
	struct choice choice = { .count = 0 };
	int rc;

	if (!style->columns)
		choose_usual(&choice, style->json);
	else if (!choose(&choice, style->columns))
		return DK_USAGE;
	rc = print(all, &choice, style);
	if (!rc)
		return DK_DONE;
	log_error("cannot print: %s", strerror(-rc));
	return DK_FAILED;
}

void output_columns(void)
{
	size_t i;

	for (i = 0; i < ARRAY_SIZE(columns); i++)
		printf("%s\n", columns[i].name);
}
