/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef DAX_KMEM_PLAN_JSON_H
#define DAX_KMEM_PLAN_JSON_H

#include "base/json.h"
#include "plan/plan.h"

/**
 * plans_json() - all plans as a list of objects
 *
 * Return: NULL when memory is short.
 */
struct json_object *plans_json(const struct plan *plans, size_t count);

#endif
