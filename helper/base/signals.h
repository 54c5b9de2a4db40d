/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef DAX_KMEM_SIGNALS_H
#define DAX_KMEM_SIGNALS_H

#include <stdbool.h>

/* SIGINT, SIGTERM and SIGHUP: the user can stop this command at any moment. */

/**
 * signals_catch() - from now on signals interrupt instead of killing
 *
 * Those that the caller has this command ignore (nohup, a job in the background) stay ignored.
 */
void signals_catch(void);

/**
 * signals_stopped() - the user has sent one: what is under way is to be undone
 *
 * Never while signals_protect() is on.
 */
bool signals_stopped(void);

/**
 * signals_protect() - keep the user's signals from what undoes an interrupted change
 * @on: false to let them through again
 */
void signals_protect(bool on);

/**
 * signals_protected() - is that on?
 */
bool signals_protected(void);

#endif
