/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef DAX_KMEM_COMPLETE_H
#define DAX_KMEM_COMPLETE_H

#include "commands/command.h"

/**
 * complete_line() - print what may stand in place of the last word of a command line
 * @commands: the command table, ended by one without a name
 * @words: the command line, without the name of this program; the last word may be ""
 *
 * Prints one word a line, followed by a tab and what it means. Not all of them begin with the last
 * word: it is the shell that knows which of them fit. Prints no error and writes nothing.
 */
void complete_line(const struct command *commands, char **words, int count);

#endif
