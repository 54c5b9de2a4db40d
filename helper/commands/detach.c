// SPDX-License-Identifier: GPL-2.0-only
#include "commands/change-instance.h"
#include "commands/command.h"

static enum exit_code detach(const struct request *request, const struct instances *all,
			     const struct instance *instance, struct instance *now)
{
	(void)all;
	return detach_instance(instance, request->timeout, now);
}

int command_detach(const struct request *request)
{
	return request->dry_run ? plan_targets(request, GOAL_DETACH) :
				  each_target(request, detach);
}
