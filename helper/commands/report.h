/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef DAX_KMEM_REPORT_H
#define DAX_KMEM_REPORT_H

#include "commands/command.h"

/*
 * What a run with --json prints: one object, also where the command refuses or fails. It says which
 * command that was, its exit code, what was logged, and for each target what became of it.
 *
 * Nothing here does anything before report_start(), so without --json all may be called, too. Where
 * memory is short, report_print() says so.
 */

/**
 * report_start() - from now on, collect what is to be printed in the end
 *
 * json-c has been loaded.
 */
void report_start(void);

/**
 * report_command() - say which command this is; it is not known yet when the options are wrong
 */
void report_command(const struct command *command);

/**
 * report_add() - add what the command has found out
 * @value: is freed with all that is collected; NULL when memory was short
 */
void report_add(const char *key, struct json_object *value);

/**
 * report_target() - what follows, messages too, belongs to this target
 * @target: as it was given; one that was named before gets more in the same result. NULL: what
 *	follows belongs to no target
 */
void report_target(const char *target);

/**
 * report_before() - how the target was before the command changed anything; the first call counts
 * @instance: read anew if not everything about it has been read; NULL for none
 */
void report_before(const struct instance *instance);

/**
 * report_after() - how the target is in the end; the last call counts
 */
void report_after(const struct instance *instance);

/**
 * report_message() - what would be logged, and is printed in another way
 */
void report_message(enum log_level level, const char *text);

/**
 * report_exit() - the exit code of the target; the highest counts
 */
void report_exit(enum exit_code code);

/**
 * report_print() - print all that was collected
 * @code: the exit code of this run
 * @request: its targets; those that nothing was said of were not tried
 *
 * Return: @code; DK_FAILED, or @code if that is higher, when memory was short.
 */
enum exit_code report_print(enum exit_code code, const struct request *request);

#endif
