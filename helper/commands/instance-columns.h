/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef DAX_KMEM_INSTANCE_COLUMNS_H
#define DAX_KMEM_INSTANCE_COLUMNS_H

#include "commands/value.h"
#include "devices/instance.h"

/**
 * struct column - what can be printed of an instance
 * @name: the heading; in lower case the key in JSON, on which scripts depend
 * @flags: is it one of the usual columns of a table? are its numbers to be aligned? does it say how
 *	the configuration lists the instance?
 * @get: sets the value, which is VALUE_NONE before
 * @help: what it says
 */
struct column {
	const char *name;
	enum { IN_TABLE = 1, RIGHT = 2, LISTED = 4 } flags;
	void (*get)(struct value *value, const struct instance *instance);
	const char *help;
};

#define COLUMNS_MAX	32

/* Which columns to print, in which order. */
struct columns {
	const struct column *list[COLUMNS_MAX];
	size_t count;
};

/**
 * columns_choose() - by their names, comma-separated, in any case
 * @names: NULL for the usual ones, which are all of them in JSON; behind a "+", which of the others
 *	are to follow these
 *
 * Return: false, with an error logged, when no column has such a name.
 */
bool columns_choose(struct columns *columns, const char *names, bool json);

/**
 * columns_choose_all() - all columns that there are
 */
void columns_choose_all(struct columns *columns);

/**
 * columns_choose_but_listed() - all columns for which the configuration need not be read
 */
void columns_choose_but_listed(struct columns *columns);

/**
 * columns_names_json() - the names of all columns; NULL when memory is short
 */
struct json_object *columns_names_json(void);

/**
 * columns_at() - the columns one after the other, in the order of JSON; NULL behind the last one
 */
const struct column *columns_at(size_t i);

/**
 * columns_print_names() - print the names of all columns, one a line
 */
void columns_print_names(void);

/**
 * columns_print_help() - print what each column says
 */
void columns_print_help(void);

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
