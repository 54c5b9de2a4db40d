/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef DAX_KMEM_CONFIG_H
#define DAX_KMEM_CONFIG_H

#include <stdio.h>

#include "devices/instance.h"
#include "settings/wish.h"

/**
 * struct entry - one section, which lists the instance with a UUID, or all instances with a name
 * @file: the file that it is in; @line: where the section begins
 * @uuid: nil when the section has a @name
 * @name: the name in the namespace's label, "" when the section has a @uuid
 * @wish: the settings
 */
struct entry {
	const char *file;
	unsigned int line;
	uuid_t uuid;
	char name[65];
	struct wish wish;
};

/* The path of a file that was read. Entries and messages refer to it. */
struct config_file {
	struct config_file *next;
	char path[];
};

/**
 * struct config - all sections of all files
 * @errors: the number of errors; each was logged with its file and line
 */
struct config {
	struct entry *entries;
	size_t count;
	struct config_file *files;	/* the one read last comes first */
	size_t n_files;
	size_t errors;
};

/**
 * config_load() - read all files of the configuration
 *
 * Reads /etc/dax-kmem.conf, and dax-kmem.conf.d below /etc, /run and /usr/lib. There, a file in an
 * earlier directory hides files of the same name in later ones. A file that others than root may
 * write is an error, and so is one larger than 64 KiB.
 *
 * Return: false upon any error: the caller must not act upon such a configuration.
 */
bool config_load(struct config *config);
void config_free(struct config *config);

/**
 * config_add() - add a zeroed entry
 *
 * Return: the entry, which is valid until the next one is added; NULL when out of memory.
 */
struct entry *config_add(struct config *config);

/**
 * config_parse() - read one file
 * @file: its name, for messages; has to outlive @config
 */
void config_parse(struct config *config, FILE *stream, const char *file);

/**
 * config_check() - check that no instance is listed twice, in all files together
 */
void config_check(struct config *config);

/**
 * config_find() - find the section that lists an instance; one with its UUID comes before its name
 */
const struct entry *config_find(const struct config *config, const struct instance *instance);
const struct entry *config_find_uuid(const struct config *config, const uuid_t uuid);

/* The directory where enable writes its files. */
#define CONFIG_DIR	"/etc/dax-kmem.conf.d"

#endif
