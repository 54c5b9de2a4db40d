/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef DAX_KMEM_CHECK_H
#define DAX_KMEM_CHECK_H

#include "exit.h"
#include "plan.h"

/**
 * check_plan() - everything that would stop an attach, before anything is written
 *
 * All reasons are logged, not the first only.
 *
 * Return: DK_DONE, or the highest of DK_GONE, DK_BUSY, DK_UNSUITABLE.
 */
enum exit_code check_plan(const struct plan *plan);

#endif
