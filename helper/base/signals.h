/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef DAX_KMEM_SIGNALS_H
#define DAX_KMEM_SIGNALS_H

#include <stdbool.h>

/* SIGINT, SIGTERM and SIGHUP, by which the user can stop this command at any moment. */

/**
 * signals_catch() - from now on these signals interrupt system calls, and do not kill
 *
 * A signal that the caller has set to be ignored stays so (nohup, a job in the background).
 */
void signals_catch(void);

/**
 * signals_ignore() - for a child: leave these signals to its parent
 */
void signals_ignore(void);

/**
 * signals_stopped() - has the user sent one? Then stop, and undo what was done
 *
 * Always false while signals_protect() is on.
 */
bool signals_stopped(void);

/**
 * signals_protect() - block the user's signals, while a change is undone for example
 * @on: false to let them through again
 */
void signals_protect(bool on);

/**
 * signals_protected() - is that on?
 */
bool signals_protected(void);

#endif
