/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef DAX_KMEM_INSTANCE_COLUMNS_H
#define DAX_KMEM_INSTANCE_COLUMNS_H

#include "commands/value.h"
#include "devices/instance.h"

/**
 * struct column - what can be printed of an instance
 * @name: the heading; in lower case the key in JSON, on which scripts depend
 * @get: sets the value, which is VALUE_NONE before
 */
struct column {
	const char *name;
	enum { IN_TABLE = 1, IN_JSON = 2, RIGHT = 4 } flags;
	void (*get)(struct value *value, const struct instance *instance);
};

#define COLUMNS_MAX	32

/* Which columns to print, in which order. */
struct columns {
	const struct column *list[COLUMNS_MAX];
	size_t count;
};

/**
 * columns_choose() - by their names, comma-separated, in any case
 * @names: NULL for the usual ones of a table, or of JSON
 *
 * Return: false, with an error logged, when no column has such a name.
 */
bool columns_choose(struct columns *columns, const char *names, bool json);

/**
 * columns_print_names() - print the names of all columns, one a line
 */
void columns_print_names(void);

/**
 * instance_json() - an instance as JSON, the same in every command
 *
 * Return: NULL when memory is short.
 */
struct json_object *instance_json(const struct instance *instance, const struct columns *columns);

/**
 * instance_add_json() - add what a column says of an instance to something else's JSON
 * @key: a column's name, in lower case
 *
 * Return: as json_add(); -EINVAL for a key that no column has.
 */
int instance_add_json(struct json_object *object, const char *key,
		      const struct instance *instance);

#endif
