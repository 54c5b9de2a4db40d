/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef DAX_KMEM_PRINT_STEPS_H
#define DAX_KMEM_PRINT_STEPS_H

#include "plan/plan.h"

/**
 * print_steps() - print what carrying out a plan would load and write, in order, one a line
 */
void print_steps(const struct plan *plan);

#endif
