/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef DAX_KMEM_WISH_H
#define DAX_KMEM_WISH_H

#include <stdbool.h>
#include <stddef.h>

#include "devices/zone.h"

enum memmap {
	MEMMAP_AUTO,
	MEMMAP_DRAM,
	MEMMAP_PMEM,
};

extern const char *const memmap_names[];

/* Return: false for a word that is none of these. */
bool memmap_from_name(enum memmap *memmap, const char *name);

/**
 * struct wish - what the user has asked for, on the command line or in the configuration
 * @given: a bit for each setting that was given, 1 << SETTING_ZONE and so on; the others have their
 *	defaults
 * @zone: ZONE_MOVABLE, ZONE_KERNEL or ZONE_AUTO
 * @memmap: where the page array is to be
 * @node: NUMA node, -1 to let the platform decide
 * @early: the module takes the device at boot, before device-dax can
 * @online: bring the blocks online
 * @force: take a device even if a process has it open
 * @offline_only: detach: take the blocks offline, and leave the device bound
 */
struct wish {
	unsigned int given;
	enum zone zone;
	enum memmap memmap;
	int node;
	bool early;
	bool online;
	bool force;
	bool offline_only;
};

enum setting_index {
	SETTING_ZONE,
	SETTING_MEMMAP,
	SETTING_NODE,
	SETTING_EARLY,
	SETTINGS,
};

#define SETTING_TEXT_MAX	16

/**
 * struct setting - a setting that the user can give
 * @name: the option on the command line, the key in the configuration, the word in an id
 * @choices: its values, for help and completion; NULL where the option alone says "yes"
 * @expected: its values in words, for messages
 * @help: its text for --help
 * @usual: its default
 * @left_open: the value for "no choice", which is never sent to the module or written to a file
 * @module_default: the module's own default, when an id does not have this setting
 * @for_boot: it only matters at boot: attach does not take it, and ids do not have it
 * @parse: sets the field in @wish; returns false for a text that is not one of its values
 * @print: the value as text, of up to SETTING_TEXT_MAX bytes
 */
struct setting {
	const char *name;
	const char *choices;
	const char *expected;
	const char *help;
	const char *usual;
	const char *left_open;
	const char *module_default;
	bool for_boot;
	bool (*parse)(struct wish *wish, const char *text);
	void (*print)(char *text, const struct wish *wish);
};

/* The command line, the configuration and the ids all take their settings from this table. */
extern const struct setting settings[SETTINGS];

/**
 * wish_init() - set every setting to its default, as not given by the user
 */
void wish_init(struct wish *wish);

/**
 * wish_set() - give a setting a value
 *
 * Return: false for a text that is not a value of this setting; @wish is unchanged then.
 */
bool wish_set(struct wish *wish, enum setting_index setting, const char *text);

/**
 * wish_asks() - was this setting given by the user?
 */
bool wish_asks(const struct wish *wish, enum setting_index setting);

/**
 * wish_says() - was this setting given by the user, with a value other than @left_open?
 */
bool wish_says(const struct wish *wish, enum setting_index setting);

/**
 * wish_fill() - copy the settings from @other that were given there, and not in @wish
 */
void wish_fill(struct wish *wish, const struct wish *other);

#define WISH_ID_MAX	128	/* the module's limit for an id, too */

/**
 * wish_id() - format an id for the module: "UUID zone=movable memmap=dram node=2"
 * @id: WISH_ID_MAX bytes
 * @brief: leave out values that are the module's default
 */
void wish_id(char *id, const char *uuid, const struct wish *wish, bool brief);

#endif
