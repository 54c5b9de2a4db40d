/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef DAX_KMEM_VERIFY_H
#define DAX_KMEM_VERIFY_H

#include "base/exit.h"
#include "plan/plan.h"

/**
 * verify() - is it as the plan wants it? Reads everything afresh: what counts is what is there now
 * @now: how it is
 *
 * Return: DK_DONE, and how it is has been logged; DK_GONE, DK_TIMEOUT, DK_FAILED or DK_ROLLED_BACK
 * with the reason logged.
 */
enum exit_code verify(const struct plan *plan, struct instance *now);

#endif
