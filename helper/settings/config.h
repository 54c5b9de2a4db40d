/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef DAX_KMEM_CONFIG_H
#define DAX_KMEM_CONFIG_H

#include <stdio.h>

#include "devices/instance.h"
#include "settings/wish.h"

/**
 * struct entry - one section: an instance that is to be RAM, or all of a name
 * @file: where it stands; @line: of the section
 * @uuid: nil when it goes by @name
 * @name: what the namespace's label carries, "" when it goes by @uuid
 * @wish: how
 */
struct entry {
	const char *file;
	unsigned int line;
	uuid_t uuid;
	char name[65];
	struct wish wish;
};

/* The path of a file that was read: entries and messages point to it. */
struct config_file {
	struct config_file *next;
	char path[];
};

/**
 * struct config - all sections of all files
 * @errors: how many; each is logged with file and line
 */
struct config {
	struct entry *entries;
	size_t count;
	struct config_file *files;	/* the last one first */
	size_t n_files;
	size_t errors;
};

/**
 * config_load() - read /etc/dax-kmem.conf and the files of dax-kmem.conf.d below /etc, /run and
 * /usr/lib, where one in /etc hides those of the same name in /run and /usr/lib, and so on
 *
 * A file that others than root may write is an error, and so is one above 64 KiB.
 *
 * Return: whether there was no error. Nothing is to be done when there was one.
 */
bool config_load(struct config *config);
void config_free(struct config *config);

/**
 * config_add() - make room for one entry more, which is zeroed
 *
 * Return: it, which moves when another one is added; NULL when there is no memory.
 */
struct entry *config_add(struct config *config);

/**
 * config_parse() - read one file
 * @file: its name for messages; has to outlive @config
 */
void config_parse(struct config *config, FILE *stream, const char *file);

/**
 * config_check() - what can be said of all files together: no instance is listed twice
 */
void config_check(struct config *config);

/**
 * config_find() - the section that lists an instance, by UUID before by name; NULL for none
 */
const struct entry *config_find(const struct config *config, const struct instance *instance);
const struct entry *config_find_uuid(const struct config *config, const uuid_t uuid);

/* Where enable puts what it lists. */
#define CONFIG_DIR	"/etc/dax-kmem.conf.d"

#endif
