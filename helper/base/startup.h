/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef DAX_KMEM_STARTUP_H
#define DAX_KMEM_STARTUP_H

#include <stdbool.h>

/**
 * startup_known_state() - begin in a known state, whatever the caller has left to this process
 *
 * A process inherits more than its arguments: closed descriptors, ignored and blocked signals, a
 * umask. All that the rest of this command counts on is set here, before anything else:
 *
 * - Descriptors 0 to 2 are open. Otherwise the next file opened becomes standard output, and
 *   receives what is printed. Printing to an output that the caller has closed still fails.
 * - SIGCHLD and SIGALRM have their default action and no signal is blocked: children are waited
 *   for, and timers ring. SIGHUP, SIGINT and SIGTERM stay ignored where the caller ignores them, as
 *   nohup does.
 * - SIGPIPE is ignored: a reader that stops reading is no reason to stop half-way.
 * - New files are readable for everybody, and writable for their owner.
 * - Characters are those of the user's locale. Messages and numbers are not translated.
 *
 * Return: false when not even the descriptors can be opened; nothing can be said then.
 */
bool startup_known_state(void);

/**
 * startup_output_is_unread() - has whoever read the standard output stopped reading?
 *
 * A pipe into "head -1" is closed early, and that is no failure of this command.
 */
bool startup_output_is_unread(void);

#endif
