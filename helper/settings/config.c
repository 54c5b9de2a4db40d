// SPDX-License-Identifier: GPL-2.0-only
/* Holds the sections of all configuration files. */
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/log.h"
#include "settings/config.h"

void (*config_saw_error)(const char *file, unsigned int line, const char *text);

struct entry *config_add(struct config *config)
{
	size_t size = (config->count + 1) * sizeof(struct entry);
	struct entry *entries = realloc(config->entries, size);

	if (!entries)
		return NULL;
	config->entries = entries;
	return memset(&entries[config->count++], 0, sizeof(struct entry));
}

void config_error(struct config *config, const char *file, unsigned int line,
		  const char *format, ...)
{
	char *text = NULL;
	va_list args;

	config->errors++;
	va_start(args, format);
	if (vasprintf(&text, format, args) < 0)
		text = NULL;
	va_end(args);
	if (!config->quiet && line)
		log_error("%s:%u: %s", file, line, text ? text : "out of memory");
	else if (!config->quiet)
		log_error("%s: %s", file, text ? text : "out of memory");
	if (config_saw_error)
		config_saw_error(file, line, text ? text : "out of memory");
	free(text);
}

void config_doubt_file(struct config *config, const char *file)
{
	size_t i;

	for (i = 0; i < config->count; i++)
		config->entries[i].doubtful |= config->entries[i].file == file;
}

/* Does the entry have a UUID that this is, or a name that this is? A doubtful one may have both. */
static bool lists_uuid(const struct entry *entry, const uuid_t uuid)
{
	return !uuid_is_null(uuid) && !uuid_compare(entry->uuid, uuid);
}

static bool lists_name(const struct entry *entry, const char *name)
{
	return name[0] && !strcmp(entry->name, name);
}

/* Two entries of one section come from a key that is given twice, which has been logged. */
static bool list_the_same(const struct entry *a, const struct entry *b)
{
	return (a->file != b->file || a->line != b->line) &&
	       (lists_uuid(a, b->uuid) || lists_name(a, b->name));
}

void config_check(struct config *config)
{
	size_t i, j;

	for (i = 0; i < config->count; i++) {
		struct entry *entry = &config->entries[i];

		if (uuid_is_null(entry->uuid) && !entry->name[0])
			config->unclear++;
		/* a doubtful one, with a UUID and a name, may list the same as two others */
		for (j = 0; j < i; j++) {
			struct entry *other = &config->entries[j];

			if (!list_the_same(entry, other))
				continue;
			config_error(config, entry->file, entry->line,
				     "%s:%u lists the same; remove one of the two", other->file,
				     other->line);
			entry->doubtful = true;
			other->doubtful = true;
		}
	}
}

const struct entry *config_find_uuid(const struct config *config, const uuid_t uuid)
{
	size_t i;

	for (i = 0; i < config->count; i++) {
		if (lists_uuid(&config->entries[i], uuid))
			return &config->entries[i];
	}
	return NULL;
}

/* The section that counts, be it doubtful or not. */
static const struct entry *find_any(const struct config *config, const struct instance *instance)
{
	const struct entry *entry;
	size_t i;

	entry = config_find_uuid(config, instance->id.uuid);
	if (!entry)
		entry = config_find_uuid(config, instance->label_uuid);
	for (i = 0; !entry && i < config->count; i++) {
		if (lists_name(&config->entries[i], instance->label))
			entry = &config->entries[i];
	}
	return entry;
}

const struct entry *config_find(const struct config *config, const struct instance *instance)
{
	const struct entry *entry = find_any(config, instance);

	return entry && !entry->doubtful ? entry : NULL;
}

const struct entry *config_find_doubt(const struct config *config, const struct instance *instance)
{
	const struct entry *entry = find_any(config, instance);

	return entry && entry->doubtful ? entry : NULL;
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
