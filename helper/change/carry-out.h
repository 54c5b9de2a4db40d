/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef DAX_KMEM_CARRY_OUT_H
#define DAX_KMEM_CARRY_OUT_H

#include "base/exit.h"
#include "plan/plan.h"

/**
 * carry_out() - run the steps of a plan that has been checked
 * @seconds: to give up after, 0 for never
 *
 * Modules are loaded and every file is open before the first write. When a step fails, what was
 * done is undone, last things first: the device goes back to the driver it came from, and blocks
 * go back to where they were. A detach that has unbound the device is brought to its end instead.
 * No id stays listed, whatever the end.
 *
 * Return: DK_DONE; DK_MODULE, DK_PERMISSION, DK_GONE, DK_BUSY: nothing has changed; DK_UNSUITABLE,
 * DK_ROLLED_BACK; DK_TIMEOUT when the kernel did not let go.
 */
enum exit_code carry_out(const struct plan *plan, unsigned int seconds);

#endif
