/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef DAX_KMEM_OPTION_GETOPT_H
#define DAX_KMEM_OPTION_GETOPT_H

#include <getopt.h>

#include "commands/option-table.h"

/**
 * struct getopt_table - the option table as getopt_long() takes it
 * @command: the one whose options these are, NULL for those of all commands
 * @longs: for getopt_long()
 * @letters: the same
 */
struct getopt_table {
	const struct command *command;
	struct option longs[OPTION_ROWS_MAX + 1];
	char letters[2 * OPTION_ROWS_MAX + 3];
};

/**
 * getopt_table_make() - make it from all rows of the option table
 * @flags: "+", ":", both or neither, for the start of the letters, see getopt_long(3)
 */
void getopt_table_make(struct getopt_table *table, const char *flags,
		       const struct command *command);

/**
 * getopt_table_row() - find the row of an option
 * @option: what getopt_long() has returned, or has put into optopt
 *
 * Return: NULL when that stands for an error.
 */
const struct option_row *getopt_table_row(const struct getopt_table *table, int option);

#endif
