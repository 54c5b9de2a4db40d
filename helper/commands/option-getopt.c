// SPDX-License-Identifier: GPL-2.0-only
/* The option table, for getopt_long(). */
#include <string.h>

#include "commands/option-getopt.h"

#define NO_LETTER	256	/* and the number of the row */

/*
 * Commands may have different options of the same name. Is this one not the command's, while the
 * command has another? Without a command, a setting stands for any other option of its name, as an
 * abbreviation of that name would be ambiguous otherwise.
 */
static bool is_another(const struct option_row *row, const struct option_row *rows, size_t count,
		       const struct command *command)
{
	size_t i;

	/* this is quick, as it is done for each option at each start; the settings come first */
	if (command && option_belongs(row, command))
		return false;
	if (!command)
		count = row < rows + SETTINGS ? 0 : SETTINGS;
	for (i = 0; i < count; i++) {
		if (rows[i].name[0] == row->name[0] && !strcmp(rows[i].name, row->name) &&
		    (!command || option_belongs(&rows[i], command)))
			return true;
	}
	return false;
}

void getopt_table_make(struct getopt_table *table, const char *flags,
		       const struct command *command)
{
	struct option *longs = table->longs;
	const struct option_row *rows;
	char *letters;
	size_t count, i;

	table->command = command;
	letters = stpcpy(table->letters, flags);
	rows = option_rows(&count);
	for (i = 0; i < count; i++) {
		if (is_another(&rows[i], rows, count, command))
			continue;
		*longs++ = (struct option){
			.name = rows[i].name,
			.has_arg = rows[i].argument ? required_argument : no_argument,
			.val = NO_LETTER + i,
		};
		if (!rows[i].letter)
			continue;
		*letters++ = rows[i].letter;
		if (rows[i].argument)
			*letters++ = ':';
	}
	*longs = (struct option){ 0 };
	*letters = '\0';
}

const struct option_row *getopt_table_row(const struct getopt_table *table, int option)
{
	const struct option_row *found = NULL, *rows;
	size_t count, i;

	rows = option_rows(&count);
	if (option >= NO_LETTER)
		return &rows[option - NO_LETTER];
	for (i = 0; i < count; i++) {
		if (rows[i].letter == option &&
		    (!found || option_belongs(&rows[i], table->command)))
			found = &rows[i];
	}
	return found;
}
