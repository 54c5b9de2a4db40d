// SPDX-License-Identifier: GPL-2.0-only
/* check-config: what the configuration lists, when it has no error. */
#include <errno.h>
#include <libsmartcols.h>
#include <stdio.h>

#include "base/log.h"
#include "base/sysfs.h"
#include "base/util.h"
#include "commands/command.h"
#include "commands/list-table.h"
#include "devices/discover.h"
#include "settings/config.h"
#include "settings/modprobe-early.h"

/* uuid, name, every setting, file */
#define COLUMNS	(SETTINGS + 3)

static int add_columns(struct libscols_table *table)
{
	const char *names[COLUMNS] = { "uuid", "name" };
	size_t i;

	for (i = 0; i < SETTINGS; i++)
		names[i + 2] = settings[i].name;
	names[COLUMNS - 1] = "file";
	for (i = 0; i < COLUMNS; i++) {
		if (!scols_table_new_column(table, names[i], 0, 0))
			return -ENOMEM;
	}
	return 0;
}

static int add_entry(struct libscols_table *table, const struct entry *entry, bool json)
{
	struct libscols_line *line = scols_table_new_line(table, NULL);
	char uuid[UUID_STR_LEN] = "", value[SETTING_TEXT_MAX], file[SYSFS_PATH_MAX + 16];
	int rc = line ? 0 : -ENOMEM;
	size_t i;

	if (!uuid_is_null(entry->uuid))
		uuid_unparse_lower(entry->uuid, uuid);
	if (!rc && uuid[0])
		rc = output_cell(line, 0, uuid, json);
	if (!rc && entry->name[0])
		rc = output_cell(line, 1, entry->name, json);
	for (i = 0; !rc && i < SETTINGS; i++) {
		settings[i].print(value, &entry->wish);
		rc = output_cell(line, i + 2, value, json);
	}
	snprintf(file, sizeof(file), "%s:%u", entry->file, entry->line);
	return rc ? rc : output_cell(line, COLUMNS - 1, file, json);
}

static int print_entries(const struct config *config, bool json)
{
	struct libscols_table *table = scols_new_table();
	int rc = table ? 0 : -ENOMEM;
	size_t i;

	if (!rc) {
		scols_table_set_name(table, "sections");
		rc = scols_table_enable_json(table, json);
	}
	if (!rc)
		rc = add_columns(table);
	for (i = 0; !rc && i < config->count; i++)
		rc = add_entry(table, &config->entries[i], json);
	if (!rc)
		rc = scols_print_table(table);
	scols_unref_table(table);
	return rc;
}

/* What only the devices tell: they are read where a section asks for it, and may be absent. */
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

	if (!config_load(&config))
		rc = DK_USAGE;
	else if (print_entries(&config, request->json))
		rc = DK_FAILED;
	else
		rc = early_check(&config);
	if (!rc)
		check_early(&config);
	if (!rc)
		log_info("%zu section%s in %zu file%s, no error", config.count,
			 PLURAL(config.count), config.n_files, PLURAL(config.n_files));
	config_free(&config);
	return rc;
}
