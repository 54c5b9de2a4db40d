// SPDX-License-Identifier: GPL-2.0-only
/* check-config: what the configuration lists, when it has no error. */
#include <errno.h>
#include <stdio.h>

#include "base/log.h"
#include "base/need-library.h"
#include "base/printable.h"
#include "base/sysfs.h"
#include "base/util.h"
#include "commands/command.h"
#include "commands/libsmartcols.h"
#include "commands/report.h"
#include "devices/discover.h"
#include "settings/config.h"
#include "settings/modprobe-early.h"

/* uuid, name, every setting, file */
#define COLUMNS	(SETTINGS + 3)

static const char *column_name(size_t column)
{
	if (column < 2)
		return column ? "name" : "uuid";
	return column < COLUMNS - 1 ? settings[column - 2].name : "file";
}

#define CELL_MAX	(SYSFS_PATH_MAX + 16)

/* @text: CELL_MAX bytes; set to "" for what the section does not contain */
static void put_cell(char *text, const struct entry *entry, size_t column)
{
	text[0] = '\0';
	if (column == 0) {
		if (!uuid_is_null(entry->uuid))
			uuid_unparse_lower(entry->uuid, text);
	} else if (column == 1) {
		snprintf(text, CELL_MAX, "%s", entry->name);
	} else if (column < COLUMNS - 1) {
		settings[column - 2].print(text, &entry->wish);
	} else {
		snprintf(text, CELL_MAX, "%s:%u", entry->file, entry->line);
	}
}

/* Numbers and truths of a setting are not texts here, as they are in the table. */
static struct json_object *entry_json(const struct entry *entry)
{
	struct json_object *object = json_new_object();
	const struct wish *wish = &entry->wish;
	char uuid[UUID_STR_LEN] = "";
	int rc;

	if (!uuid_is_null(entry->uuid))
		uuid_unparse_lower(entry->uuid, uuid);
	rc = json_add_text(object, "uuid", uuid);
	rc |= json_add_text(object, "name", entry->name);
	rc |= json_add_text(object, "zone", zone_names[wish->zone]);
	rc |= json_add_text(object, "memmap", memmap_names[wish->memmap]);
	rc |= wish->node < 0 ? json_add_null(object, "node") :
			       json_add_number(object, "node", wish->node);
	rc |= json_add_truth(object, "early", wish->early);
	rc |= json_add_text(object, "file", entry->file);
	rc |= json_add_number(object, "line", entry->line);
	rc |= json_add_truth(object, "doubtful", entry->doubtful);
	if (!rc)
		return object;
	json_free(object);
	return NULL;
}

static struct json_object *sections_json(const struct config *config)
{
	struct json_object *list = json_new_list();
	size_t i;

	for (i = 0; i < config->count; i++) {
		if (json_list_add(list, entry_json(&config->entries[i]))) {
			json_free(list);
			return NULL;
		}
	}
	return list;
}

/* What is found while the configuration is read; NULL when memory is short. */
static struct json_object *errors;

static void keep_error(const char *file, unsigned int line, const char *text)
{
	struct json_object *object = json_new_object();
	int rc;

	rc = json_add_text(object, "file", file);
	rc |= line ? json_add_number(object, "line", line) : json_add_null(object, "line");
	rc |= json_add_text(object, "message", text);
	if (!rc)
		rc = json_list_add(errors, object);
	else
		json_free(object);
	if (rc) {
		json_free(errors);
		errors = NULL;
	}
}

static bool load_for_json(struct config *config)
{
	bool right;

	errors = json_new_list();
	config_saw_error = keep_error;
	right = config_load(config);
	config_saw_error = NULL;
	report_add("sections", sections_json(config));
	report_add("errors", errors);
	return right;
}

static int add_entry_line(struct libscols_table *table, const struct entry *entry)
{
	struct libscols_line *line = scols.table_new_line(table, NULL);
	int rc = line ? 0 : -ENOMEM;
	char text[CELL_MAX];
	size_t i;

	for (i = 0; !rc && i < COLUMNS; i++) {
		put_cell(text, entry, i);
		rc = scols.line_set_data(line, i, text);
	}
	return rc;
}

static int print_sections_table(const struct config *config)
{
	struct libscols_table *table;
	size_t i;
	int rc;

	if (need_library(&libsmartcols))
		return -ELIBACC;
	printable_use_locale();
	table = scols.new_table();
	rc = table ? 0 : -ENOMEM;
	for (i = 0; !rc && i < COLUMNS; i++)
		rc = scols.table_new_column(table, column_name(i), 0, 0) ? 0 : -ENOMEM;
	for (i = 0; !rc && i < config->count; i++)
		rc = add_entry_line(table, &config->entries[i]);
	if (!rc)
		rc = scols.print_table(table);
	scols.unref_table(table);
	return rc;
}

/* Checks that need the devices. They are read for a section that needs them, and may be absent. */
static void check_early(const struct config *config)
{
	struct instances all = { 0 };
	size_t i;

	for (i = 0; i < config->count && !config->entries[i].wish.early; i++)
		;
	if (i == config->count || instances_discover(&all))
		return;
	for (i = 0; i < all.count; i++) {
		const struct entry *entry = config_find(config, &all.list[i]);

		if (entry)
			early_warn(entry, &all.list[i]);
	}
	instances_free(&all);
}

int command_check_config(const struct request *request)
{
	struct config config;
	enum exit_code rc = DK_DONE;

	if (!(request->json ? load_for_json(&config) : config_load(&config))) {
		log_error("%zu error%s: no section that has one is attached, and all others are",
			  config.errors, PLURAL(config.errors));
		rc = DK_USAGE;
	} else if (!request->json && print_sections_table(&config)) {
		rc = DK_FAILED;
	} else {
		rc = early_check(&config);
	}
	if (!rc)
		check_early(&config);
	if (!rc)
		log_info("%zu section%s in %zu file%s, no error", config.count,
			 PLURAL(config.count), config.n_files, PLURAL(config.n_files));
	config_free(&config);
	return rc;
}
