/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef DAX_KMEM_VERIFY_H
#define DAX_KMEM_VERIFY_H

#include "base/exit.h"
#include "plan/plan.h"

/**
 * verify() - read the instance once more, and compare it with the plan
 * @now: the instance as it is now
 *
 * Return: DK_DONE, with its state logged; DK_GONE, DK_TIMEOUT, DK_FAILED or DK_ROLLED_BACK
 * with the reason logged.
 */
enum exit_code verify(const struct plan *plan, struct instance *now);

#endif
