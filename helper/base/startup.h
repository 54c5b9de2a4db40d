/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef DAX_KMEM_STARTUP_H
#define DAX_KMEM_STARTUP_H

#include <stdbool.h>

/**
 * startup_known_state() - undo what this process has inherited and cannot work with
 *
 * A caller may leave descriptors closed, signals ignored or blocked, and any umask. Everything that
 * the rest of this command depends on is set here, before anything else:
 *
 * - Descriptors 0 to 2 are open. Otherwise the next file to be opened would become standard output,
 *   and be printed into. To print to an output that the caller has closed still fails.
 * - SIGCHLD and SIGALRM have their default action, and no signal is blocked, so that waiting for
 *   children and timers works. SIGHUP, SIGINT and SIGTERM stay ignored where the caller ignores
 *   them, as nohup does.
 * - SIGPIPE is ignored: a change is not stopped half-way when nobody reads the output any more.
 * - New files are readable for everybody, and writable for their owner.
 *
 * Return: false when the descriptors cannot be opened, so that no message can be printed either.
 */
bool startup_known_state(void);

/**
 * startup_output_is_unread() - has the reader of standard output closed its end of the pipe?
 *
 * "head -1" does so, and that is not a failure of this command.
 */
bool startup_output_is_unread(void);

#endif
