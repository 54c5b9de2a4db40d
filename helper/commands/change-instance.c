// SPDX-License-Identifier: GPL-2.0-only
#include "base/deadline.h"
#include "base/log.h"
#include "change/carry-out.h"
#include "change/verify.h"
#include "commands/change-instance.h"
#include "commands/report.h"
#include "devices/discover.h"
#include "devices/machine.h"
#include "plan/check.h"

/* @plan->instance has just been read. */
static enum exit_code change(struct plan *plan, const struct instances *all, unsigned int timeout,
			     struct instance *now)
{
	enum exit_code code;

	/* finding the users of the device means looking at every process */
	deadline_start(timeout);
	code = check_plan(plan, all);
	deadline_stop();
	findings_log(&plan->findings);
	if (code)
		return code;
	code = carry_out(plan, timeout);
	/* it has changed, and is read again unless it is gone or locked */
	now->examined = false;
	if (!code)
		code = verify(plan, now);
	else if (code != DK_TIMEOUT)	/* after a timeout the device may still be locked */
		instance_read_after(now, plan->instance->device);
	return code;
}

enum exit_code change_instance(enum plan_goal goal, const struct instances *all,
			       const struct instance *instance, const struct wish *wish,
			       unsigned int timeout, struct instance *now)
{
	struct instance before;
	struct machine machine;
	enum exit_code code;
	struct plan plan;

	/* changing an earlier target may have taken long, so read this one again */
	code = instance_again(&before, instance);
	if (code)
		return code;
	*now = before;
	report_before(&before);
	if (machine_read(&machine)) {
		machine_say_none();
		return DK_UNSUITABLE;
	}
	plan_make(&plan, goal, &before, &machine, wish);
	code = change(&plan, all, timeout, now);
	plan_free(&plan);
	if (now->examined)
		report_after(now);
	return code;
}
