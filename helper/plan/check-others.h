/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef DAX_KMEM_CHECK_OTHERS_H
#define DAX_KMEM_CHECK_OTHERS_H

#include "plan/findings.h"
#include "plan/plan.h"

/**
 * check_others() - who else may bring memory online, or make RAM of the same instance
 *
 * Looks at the kernel's policy, udev's rules for memory blocks and daxctl's configuration. None of
 * them stops an attach: the module's guard keeps the zone.
 */
void check_others(struct plan *plan);

#endif
