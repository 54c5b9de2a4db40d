/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef DAX_KMEM_LOCK_H
#define DAX_KMEM_LOCK_H

#include "exit.h"

/**
 * lock_take() - be the only run that changes anything, until this process ends
 *
 * Waits a bounded time for another run: at boot there is one for each device. The kernel drops
 * the lock with the process, however it ends, so there is no stale one.
 *
 * Return: DK_DONE; DK_BUSY when the other run took too long; DK_PERMISSION; DK_FAILED.
 */
enum exit_code lock_take(void);

#endif
