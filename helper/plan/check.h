/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef DAX_KMEM_CHECK_H
#define DAX_KMEM_CHECK_H

#include "plan/plan.h"

/**
 * check_attach() - everything that would stop an attach, or that its user should know
 * @all: the other instances of this machine
 *
 * All of it is found, not the first only, and put into @plan->findings. Writes nothing.
 *
 * Return: DK_DONE, or the highest exit code of those that stop it.
 */
enum exit_code check_attach(struct plan *plan, const struct instances *all);

/**
 * check_detach() - the same for a detach
 */
enum exit_code check_detach(struct plan *plan);

/**
 * check_plan() - check_attach() or check_detach(), as the plan's goal asks for
 */
static inline enum exit_code check_plan(struct plan *plan, const struct instances *all)
{
	return plan->goal == GOAL_ATTACH ? check_attach(plan, all) : check_detach(plan);
}

/**
 * check_users() - who has the character device of an instance open or mapped
 *
 * @findings: whoever has it is one, and when that cannot be seen, why
 *
 * Return: the highest exit code of those that stop an attach.
 */
enum exit_code check_users(struct findings *findings, const struct instance *instance,
			   const char *uuid, bool force);

#endif
