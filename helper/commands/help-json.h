/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef DAX_KMEM_HELP_JSON_H
#define DAX_KMEM_HELP_JSON_H

#include "commands/command.h"

/**
 * help_json() - what the help of a command says, or of all of @commands when it is NULL
 *
 * Return: a list of commands; NULL when memory is short.
 */
struct json_object *help_json(const struct command *command, const struct command *commands);

#endif
