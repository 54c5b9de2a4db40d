// SPDX-License-Identifier: GPL-2.0-only
#include "base/deadline.h"
#include "base/log.h"
#include "change/carry-out.h"
#include "change/verify.h"
#include "commands/change-instance.h"
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
	if (!code)
		code = verify(plan, now);
	else if (code != DK_TIMEOUT)	/* after a timeout the device may still be locked */
		instance_read_after(now, plan->instance->device);
	return code;
}

/* Changing an earlier target may have taken long, so read this one again. */
static enum exit_code read_afresh(const struct instance *instance, struct instance *before,
				  struct machine *machine, struct instance *now)
{
	enum exit_code code = instance_again(before, instance);

	if (code)
		return code;
	*now = *before;
	if (!machine_read(machine))
		return DK_DONE;
	machine_say_none();
	return DK_UNSUITABLE;
}

enum exit_code attach_instance(const struct instances *all, const struct instance *instance,
			       const struct wish *wish, unsigned int timeout,
			       struct instance *now)
{
	struct instance before;
	struct machine machine;
	struct plan plan;
	enum exit_code code;

	code = read_afresh(instance, &before, &machine, now);
	if (code)
		return code;
	plan_attach(&plan, &before, &machine, wish);
	code = change(&plan, all, timeout, now);
	plan_free(&plan);
	return code;
}

enum exit_code detach_instance(const struct instance *instance, unsigned int timeout,
			       struct instance *now)
{
	struct instance before;
	struct machine machine;
	struct plan plan;
	enum exit_code code;

	code = read_afresh(instance, &before, &machine, now);
	if (code)
		return code;
	plan_detach(&plan, &before, &machine);
	code = change(&plan, NULL, timeout, now);
	plan_free(&plan);
	return code;
}
