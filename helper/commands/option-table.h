/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef DAX_KMEM_OPTION_TABLE_H
#define DAX_KMEM_OPTION_TABLE_H

#include "commands/command.h"

/**
 * struct option_row - an option
 * @name: behind "--"
 * @letter: the short form, 0 for none
 * @takes: the commands that have it, 0 for all of them and for none
 * @argument: what stands behind it, for help and completion; NULL for nothing
 * @help: what it does, for help and completion
 * @set: what it does to a request; false with the reason logged
 * @setting: the setting to change, when there is no @set
 */
struct option_row {
	const char *name;
	char letter;
	unsigned int takes;
	const char *argument;
	const char *help;
	bool (*set)(struct request *request, const char *text);
	enum setting_index setting;
};

#define OPTION_ROWS_MAX	64

/**
 * option_rows() - all options, in the order of the help text; OPTION_ROWS_MAX at most
 */
const struct option_row *option_rows(size_t *count);

/**
 * option_set() - do what an option of the command line says
 * @text: what stands behind it, if it takes anything
 *
 * Return: false with the reason logged.
 */
bool option_set(const struct option_row *row, struct request *request, const char *text);

/**
 * option_belongs() - does a command have this option?
 * @command: NULL for none
 */
bool option_belongs(const struct option_row *row, const struct command *command);

#endif
