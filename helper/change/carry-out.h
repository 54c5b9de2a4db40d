/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef DAX_KMEM_CARRY_OUT_H
#define DAX_KMEM_CARRY_OUT_H

#include "base/exit.h"
#include "plan/plan.h"

/**
 * carry_out() - carry out a plan that has been checked
 * @seconds: the time limit, 0 for none
 *
 * Modules are loaded and all files opened before the first write. When a step fails, the steps are
 * undone in reverse order: the device goes back to the driver it came from, and each block to the
 * zone it was in. Only a detach that has unbound the device is completed instead. Whatever happens,
 * no id stays listed.
 *
 * Return: DK_DONE; DK_MODULE, DK_PERMISSION, DK_GONE or DK_BUSY when nothing has changed;
 * DK_UNSUITABLE or DK_ROLLED_BACK; DK_TIMEOUT when a write did not return in time.
 */
enum exit_code carry_out(const struct plan *plan, unsigned int seconds);

#endif
