/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef DAX_KMEM_PLAN_JSON_H
#define DAX_KMEM_PLAN_JSON_H

#include "plan/plan.h"

/**
 * plans_print_json() - print all plans as one JSON document
 *
 * Return: 0 or -errno.
 */
int plans_print_json(const struct plan *plans, size_t count);

#endif
