/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef DAX_KMEM_OPTION_HELP_H
#define DAX_KMEM_OPTION_HELP_H

#include "commands/command.h"

/**
 * help_print() - the help text of a command, or of all of @commands when it is NULL
 */
void help_print(const struct command *command, const struct command *commands);

/**
 * help_print_version() - print the name and the version of this command
 */
void help_print_version(void);

#endif
