/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef DAX_KMEM_LIST_TABLE_H
#define DAX_KMEM_LIST_TABLE_H

#include <libsmartcols.h>
#include <stdbool.h>

#include "base/exit.h"
#include "devices/instance.h"

/**
 * struct style - how to print a table
 * @json: all columns, as JSON
 * @raw: words with one blank between them
 * @columns: names of columns, comma-separated, NULL for the usual ones
 */
struct style {
	bool json;
	bool raw;
	const char *columns;
};

/**
 * output_instances() - print instances
 *
 * Return: DK_DONE; DK_USAGE for a column that does not exist; DK_FAILED.
 */
enum exit_code output_instances(const struct instances *all, const struct style *style);

/**
 * output_columns() - print the names of the columns, one a line
 */
void output_columns(void);

/**
 * output_cell() - put any text into a table
 *
 * For people libsmartcols escapes what their locale cannot print; what it prints as JSON has to be
 * UTF-8 already.
 *
 * Return: 0 or -errno.
 */
int output_cell(struct libscols_line *line, size_t column, const char *text, bool json);

/**
 * output_bytes() - "31.9G", at most five characters
 */
void output_bytes(char *text, size_t size, uint64_t bytes);

#endif
