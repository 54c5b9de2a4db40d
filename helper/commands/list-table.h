/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef DAX_KMEM_LIST_TABLE_H
#define DAX_KMEM_LIST_TABLE_H

#include "base/exit.h"
#include "commands/instance-columns.h"

/**
 * struct table_form - how a table is printed, as util-linux does
 * @raw: words with one blank between them, for scripts
 * @pairs: each cell as COLUMN="value", for shells
 * @no_headings: without the first line
 * @bytes: sizes as a number of bytes
 */
struct table_form {
	bool raw;
	bool pairs;
	bool no_headings;
	bool bytes;
};

/**
 * list_print_table() - instances, for people
 *
 * Return: DK_DONE; DK_FAILED with the reason logged.
 */
enum exit_code list_print_table(const struct instances *all, const struct columns *columns,
				const struct table_form *form);

/**
 * instances_json() - the same as a list of objects
 *
 * Return: NULL when memory is short.
 */
struct json_object *instances_json(const struct instances *all, const struct columns *columns);

#endif
