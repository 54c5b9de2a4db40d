/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef DAX_KMEM_CHANGE_INSTANCE_H
#define DAX_KMEM_CHANGE_INSTANCE_H

#include "base/exit.h"
#include "plan/plan.h"

/**
 * change_instance() - discover -> plan -> check -> carry out -> verify, for one instance
 * @all: all instances of this machine; NULL will do to detach
 * @wish: what attach was asked for; NULL will do to detach
 * @timeout: seconds that the kernel may take, 0 for any time
 * @now: how the instance is afterwards
 *
 * Return: DK_DONE, or an exit code with the reason logged.
 */
enum exit_code change_instance(enum plan_goal goal, const struct instances *all,
			       const struct instance *instance, const struct wish *wish,
			       unsigned int timeout, struct instance *now);

#endif
