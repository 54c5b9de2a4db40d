/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef DAX_KMEM_LIST_TABLE_H
#define DAX_KMEM_LIST_TABLE_H

#include "base/exit.h"
#include "commands/instance-columns.h"

/**
 * list_print_table() - instances, for people
 * @raw: words with one blank between them, for scripts
 *
 * Return: DK_DONE; DK_FAILED with the reason logged.
 */
enum exit_code list_print_table(const struct instances *all, const struct columns *columns,
				bool raw);

/**
 * list_print_json() - the same as one JSON document
 */
enum exit_code list_print_json(const struct instances *all, const struct columns *columns);

#endif
