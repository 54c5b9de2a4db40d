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

static int print_entries(const struct config *config, bool json)
{
	static const char *const names[] = { "uuid", "name", "zone", "memmap", "node", "early",
					     "file" };
	struct libscols_table *table = scols_new_table();
	char uuid[UUID_STR_LEN], node[16], file[SYSFS_PATH_MAX + 16];
	int rc = table ? 0 : -ENOMEM;
	size_t i, n;

	if (!rc) {
		scols_table_set_name(table, "sections");
		rc = scols_table_enable_json(table, json);
	}
	for (i = 0; !rc && i < ARRAY_SIZE(names); i++)
		rc = scols_table_new_column(table, names[i], 0, 0) ? 0 : -ENOMEM;
	for (i = 0; !rc && i < config->count; i++) {
		const struct entry *entry = &config->entries[i];
		struct libscols_line *line = scols_table_new_line(table, NULL);
		const char *const texts[] = { uuid, entry->name, zone_names[entry->wish.zone],
					      memmap_names[entry->wish.memmap], node,
					      entry->early ? "yes" : "no", file };

		uuid[0] = '\0';
		if (!uuid_is_null(entry->uuid))
			uuid_unparse_lower(entry->uuid, uuid);
		snprintf(node, sizeof(node), entry->wish.node < 0 ? "auto" : "%d",
			 entry->wish.node);
		snprintf(file, sizeof(file), "%s:%u", entry->file, entry->line);
		for (n = 0; line && !rc && n < ARRAY_SIZE(texts); n++)
			rc = texts[n][0] ? output_cell(line, n, texts[n], json) : 0;
		rc = line ? rc : -ENOMEM;
	}
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

	for (i = 0; i < config->count && !config->entries[i].early; i++)
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
