/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef DAX_KMEM_PRINT_PLAN_H
#define DAX_KMEM_PRINT_PLAN_H

#include "plan/plan.h"

/**
 * print_plans() - print what was planned and found: a list of properties each
 *
 * Return: 0 or -errno.
 */
int print_plans(const struct plan *plans, size_t count);

#endif
