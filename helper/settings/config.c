// SPDX-License-Identifier: GPL-2.0-only
/* Holds the sections of all configuration files. */
#include <stdlib.h>
#include <string.h>

#include "base/log.h"
#include "settings/config.h"

struct entry *config_add(struct config *config)
{
	size_t size = (config->count + 1) * sizeof(struct entry);
	struct entry *entries = realloc(config->entries, size);

	if (!entries)
		return NULL;
	config->entries = entries;
	return memset(&entries[config->count++], 0, sizeof(struct entry));
}

static bool list_the_same(const struct entry *a, const struct entry *b)
{
	if (a->name[0] || b->name[0])
		return !strcmp(a->name, b->name);
	return !uuid_compare(a->uuid, b->uuid);
}

void config_check(struct config *config)
{
	size_t i, j;

	for (i = 0; i < config->count; i++) {
		const struct entry *entry = &config->entries[i];

		if (uuid_is_null(entry->uuid) && !entry->name[0])
			continue;
		for (j = 0; j < i && !list_the_same(entry, &config->entries[j]); j++)
			;
		if (j == i)
			continue;
		log_error("%s:%u: %s:%u lists the same; remove one of the two", entry->file,
			  entry->line, config->entries[j].file, config->entries[j].line);
		config->errors++;
	}
}

const struct entry *config_find_uuid(const struct config *config, const uuid_t uuid)
{
	size_t i;

	for (i = 0; !uuid_is_null(uuid) && i < config->count; i++) {
		if (!uuid_compare(config->entries[i].uuid, uuid))
			return &config->entries[i];
	}
	return NULL;
}

const struct entry *config_find(const struct config *config, const struct instance *instance)
{
	const struct entry *entry;
	size_t i;

	entry = config_find_uuid(config, instance->uuid);
	if (!entry)
		entry = config_find_uuid(config, instance->label_uuid);
	for (i = 0; !entry && instance->label[0] && i < config->count; i++) {
		if (!strcmp(config->entries[i].name, instance->label))
			entry = &config->entries[i];
	}
	return entry;
}

void config_free(struct config *config)
{
	struct config_file *file, *next;

	for (file = config->files; file; file = next) {
		next = file->next;
		free(file);
	}
	free(config->entries);
	memset(config, 0, sizeof(*config));
}
