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
 * @doubtful: an error concerns this section, so nobody knows for sure what it means: what it lists
 *	must not be attached
 */
struct entry {
	const char *file;
	unsigned int line;
	uuid_t uuid;
	char name[65];
	struct wish wish;
	bool doubtful;
};

/* The path of a file that was read. Entries and messages refer to it. */
struct config_file {
	struct config_file *next;
	char path[];
};

/**
 * struct config - all sections of all files
 * @errors: the number of errors; each was logged with its file and line
 * @unread: the number of files and directories with an error that hides what they list
 * @unclear: the number of errors in sections, or before the first section, that hide what was to be
 *	listed there
 * @quiet: errors are counted, and not logged
 */
struct config {
	struct entry *entries;
	size_t count;
	struct config_file *files;	/* the one read last comes first */
	size_t n_files;
	size_t errors;
	size_t unread;
	size_t unclear;
	bool quiet;
};

/**
 * config_load() - read all files of the configuration
 *
 * Reads /etc/dax-kmem.conf, and dax-kmem.conf.d below /etc, /run and /usr/lib. There, a file in an
 * earlier directory hides files of the same name in later ones. A file that others than root may
 * write is an error, and so is one larger than 64 KiB.
 *
 * An error costs its own section, and no other one: the sections that are not doubtful hold.
 *
 * Return: false upon any error.
 */
bool config_load(struct config *config);

/**
 * config_load_again() - the same, for a run that has logged the errors already
 */
bool config_load_again(struct config *config);
void config_free(struct config *config);

/**
 * config_error() - log an error, unless the configuration is @quiet, and count it
 * @file: the file, or the directory, that it is in
 * @line: 0 for all of the file
 */
void config_error(struct config *config, const char *file, unsigned int line,
		  const char *format, ...)
	__attribute__((format(printf, 4, 5)));

/* Is told of each error, with what is wrong in @text; NULL for nobody. */
extern void (*config_saw_error)(const char *file, unsigned int line, const char *text);

/**
 * config_doubt_file() - an error concerns all sections of a file
 * @file: as in their entries: the same text, and not only the same words
 */
void config_doubt_file(struct config *config, const char *file);

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
 *
 * Two sections that list the same are both doubtful: nobody knows which of them is meant.
 */
void config_check(struct config *config);

/**
 * config_find() - find the section that lists an instance
 *
 * Of several, the one with the UUID of its info block counts, then the one with that of its label,
 * and then the one with its name. When that section is doubtful, the others do not count instead.
 *
 * Return: the section; NULL when none lists it, or when the one that counts is doubtful.
 */
const struct entry *config_find(const struct config *config, const struct instance *instance);

/**
 * config_find_doubt() - find the section that counts for an instance, if it is doubtful
 *
 * Return: that section; NULL when there is none, or when it is not doubtful.
 */
const struct entry *config_find_doubt(const struct config *config, const struct instance *instance);

/**
 * config_find_uuid() - find a section with this UUID, be it doubtful or not
 */
const struct entry *config_find_uuid(const struct config *config, const uuid_t uuid);

/* The directory where enable writes its files, and where disable switches off those of others. */
#define CONFIG_DIR	"/etc/dax-kmem.conf.d"

/* A file hides files of the same name in later directories. All but the first are for vendors. */
#define CONFIG_DIRS	3
extern const char *const config_dirs[CONFIG_DIRS];

#endif
