/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef DAX_KMEM_OPTION_HELP_H
#define DAX_KMEM_OPTION_HELP_H

#include "commands/command.h"

/**
 * help_show() - the help of a command, or of all of @commands when it is NULL
 *
 * A text is printed; with --json, the same becomes a part of the report.
 */
void help_show(const struct command *command, const struct command *commands);

/**
 * help_show_version() - the name and the version of this command, likewise
 */
void help_show_version(void);

#endif
