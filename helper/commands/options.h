/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef DAX_KMEM_OPTIONS_H
#define DAX_KMEM_OPTIONS_H

#include "commands/command.h"

enum options_result {
	OPTIONS_RUN,	/* the command is to be run */
	OPTIONS_DONE,	/* an option like --help has been carried out */
	OPTIONS_BAD,	/* an error, which has been logged */
};

/**
 * options_find_command() - find the word that names the command; options may stand before it
 * @clear: false when one of these is unknown or ambiguous. The word that was found may then be what
 *	belongs to that option.
 *
 * Return: its index in @argv, 0 when there is none.
 */
int options_find_command(int argc, char **argv, bool *clear);

/**
 * options_parse() - from words to a request
 * @argv: without the word that names the command
 * @command: the one whose options these are, NULL for none
 * @commands: the command table, ended by one without a name
 */
enum options_result options_parse(int argc, char **argv, const struct command *command,
				  const struct command *commands, struct request *request);

#endif
