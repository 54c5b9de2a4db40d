/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef DAX_KMEM_RIVALS_H
#define DAX_KMEM_RIVALS_H

#include "findings.h"
#include "plan.h"

/**
 * rivals_check() - who else may bring memory online, or make RAM of the same instance
 *
 * Looks at the kernel's policy, udev's rules for memory blocks and daxctl's configuration. None of
 * them stops an attach: the module's guard keeps the zone.
 */
void rivals_check(struct plan *plan);

#endif
