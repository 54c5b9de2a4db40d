/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef DAX_KMEM_CHECK_H
#define DAX_KMEM_CHECK_H

#include "plan/plan.h"

/**
 * check_attach() - look for all that would stop an attach, or that the user should know
 * @all: all instances of this machine
 *
 * Does not end at the first problem: each one is added to @plan->findings. Changes nothing.
 *
 * Return: DK_DONE, or the highest exit code of the findings that stop it.
 */
enum exit_code check_attach(struct plan *plan, const struct instances *all);

/**
 * check_detach() - the same for a detach
 */
enum exit_code check_detach(struct plan *plan);

/**
 * check_plan() - check_attach() or check_detach(), depending on the plan's goal
 */
static inline enum exit_code check_plan(struct plan *plan, const struct instances *all)
{
	return plan->goal == GOAL_ATTACH ? check_attach(plan, all) : check_detach(plan);
}

/**
 * check_users() - look for processes that have an instance's character device open or mapped
 * @findings: gets a finding with the processes, and another one when they cannot be looked for
 * @force: only warn of users
 *
 * Return: DK_DONE, or the highest exit code of the findings that stop an attach.
 */
enum exit_code check_users(struct findings *findings, const struct instance *instance,
			   const char *uuid, bool force);

#endif
