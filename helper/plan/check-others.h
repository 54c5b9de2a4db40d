/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef DAX_KMEM_CHECK_OTHERS_H
#define DAX_KMEM_CHECK_OTHERS_H

#include "plan/findings.h"
#include "plan/plan.h"

/**
 * check_others() - look for what else brings memory online, or makes the same instance RAM
 *
 * Reads the kernel's policy, udev's rules for memory blocks and daxctl's configuration. None of
 * this stops an attach: the module refuses any zone but the one that is set.
 */
void check_others(struct plan *plan);

#endif
