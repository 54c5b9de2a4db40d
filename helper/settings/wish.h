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
 * struct wish - what the user asked for, on the command line or in the configuration
 * @given: a bit for each setting that was asked for, 1 << SETTING_ZONE and so on; the others have
 *	their defaults
 * @zone: ZONE_MOVABLE, ZONE_KERNEL or ZONE_AUTO
 * @memmap: where the page array is to be
 * @node: NUMA node, -1 to let the platform decide
 * @early: the module takes the device before device-dax sees it
 * @online: bring the blocks online
 * @force: take a device that somebody has open
 */
struct wish {
	unsigned int given;
	enum zone zone;
	enum memmap memmap;
	int node;
	bool early;
	bool online;
	bool force;
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
 * struct setting - one thing that can be asked for
 * @name: the option on the command line, the key in the configuration, the word in an id
 * @choices: its values, for help and completion; NULL where the option alone says "yes"
 * @expected: its values in words, for messages
 * @help: what it is about
 * @usual: the value when nothing is asked for
 * @left_open: the value that leaves the choice to others: the module has no word for it, and no
 *	file needs it
 * @module_default: what the module does when it is told nothing
 * @for_boot: it says what happens at boot: attach does not take it, nor does an id have it
 * @parse: from text to wish; false for a text that is none of its values
 * @print: from wish to text, SETTING_TEXT_MAX bytes
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

/* The one list of settings: command line, configuration and ids are all made from it. */
extern const struct setting settings[SETTINGS];

/**
 * wish_init() - every setting has its default, and nothing was asked for
 */
void wish_init(struct wish *wish);

/**
 * wish_set() - ask for something
 *
 * Return: false for a text that is no value of this setting; nothing has changed then.
 */
bool wish_set(struct wish *wish, enum setting_index setting, const char *text);

/**
 * wish_asks() - was this setting asked for?
 */
bool wish_asks(const struct wish *wish, enum setting_index setting);

/**
 * wish_says() - is this setting asked for, with a value that does not leave the choice to others?
 */
bool wish_says(const struct wish *wish, enum setting_index setting);

/**
 * wish_fill() - what @wish does not ask for it takes from what @other asks for
 */
void wish_fill(struct wish *wish, const struct wish *other);

#define WISH_ID_MAX	128	/* as the module's own limit for an id */

/**
 * wish_id() - how the module is told: "UUID zone=movable memmap=dram node=2"
 * @id: WISH_ID_MAX bytes
 * @brief: leave out what the module does anyway
 */
void wish_id(char *id, const char *uuid, const struct wish *wish, bool brief);

#endif
