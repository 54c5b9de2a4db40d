/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef DAX_KMEM_LOCK_H
#define DAX_KMEM_LOCK_H

#include "base/exit.h"

#define LOCK_SECONDS	300	/* for commands whose user can try again */

/**
 * lock_take() - keep all other runs from changing anything, until lock_release()
 * @seconds: how long to wait for another run, 0 for no limit
 *
 * The kernel releases the lock when the process ends, in whatever way: there are no stale locks.
 *
 * Return: DK_DONE; DK_BUSY when the other run took too long; DK_PERMISSION; DK_FAILED.
 */
enum exit_code lock_take(unsigned int seconds);

/**
 * lock_release() - let other runs go on; does nothing when the lock is not held
 */
void lock_release(void);

#endif
