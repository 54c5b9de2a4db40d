// SPDX-License-Identifier: GPL-2.0-only
#include "commands/change-instance.h"
#include "commands/command.h"

static enum exit_code attach(const struct request *request, const struct instances *all,
			     const struct instance *instance, struct instance *now)
{
	return attach_instance(all, instance, &request->wish, request->timeout, now);
}

int command_attach(const struct request *request)
{
	return request->dry_run ? plan_targets(request, GOAL_ATTACH) :
				  each_target(request, attach);
}
