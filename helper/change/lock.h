/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef DAX_KMEM_LOCK_H
#define DAX_KMEM_LOCK_H

#include "base/exit.h"

#define LOCK_SECONDS	300	/* for those who can be told to try again */

/**
 * lock_take() - be the only run that changes anything, until lock_release() or the process's end
 * @seconds: how long to wait for another run, 0 for any time
 *
 * The kernel drops the lock with the process, however it ends, so there is no stale one.
 *
 * Return: DK_DONE; DK_BUSY when the other run took too long; DK_PERMISSION; DK_FAILED.
 */
enum exit_code lock_take(unsigned int seconds);

/**
 * lock_release() - let another run go on; without effect when the lock is not held
 */
void lock_release(void);

#endif
