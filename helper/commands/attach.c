// SPDX-License-Identifier: GPL-2.0-only
/* attach and plan: discover -> plan -> check -> act -> verify, for each target on its own. */
#include <stdlib.h>
#include <string.h>

#include "base/deadline.h"
#include "base/log.h"
#include "base/signals.h"
#include "base/sysfs.h"
#include "base/util.h"
#include "change/attach-device.h"
#include "commands/command.h"
#include "commands/print-plan.h"
#include "devices/discover.h"
#include "devices/target.h"
#include "plan/check.h"

static bool zone_is(const struct instance *now, enum zone wanted)
{
	return wanted == ZONE_AUTO || now->zone == wanted;
}

static void say_done(const struct plan *plan, const struct instance *now)
{
	if (now->blocks_online)
		log_info("%s: %llu MiB are RAM on node %d, %zu of %zu blocks online, zone %s",
			 plan->uuid, MIB(now->ram_bytes), now->node, now->blocks_online,
			 now->blocks.count, zone_names[now->zone]);
	else
		log_info("%s: %llu MiB are added to node %d, and all %zu blocks are offline",
			 plan->uuid, MIB(now->ram_bytes), now->node, now->blocks.count);
}

/* Reads everything afresh: what counts is what is there now, not what was written. */
static enum exit_code verify(const struct plan *plan, struct instance *now)
{
	const struct wish *wish = plan->wish;
	enum zone wanted;
	enum exit_code rc;

	/* all is done: a signal now would undo nothing */
	signals_protect(true);
	rc = instance_again(now, plan->instance);
	signals_protect(false);
	if (rc)
		return rc;
	if (!now->ram_bytes) {
		log_error("%s: something else has unbound it meanwhile", plan->uuid);
		return DK_ROLLED_BACK;
	}
	if (now->state != STATE_RAM && wish->online) {
		log_error("%s: only %zu of %zu blocks are online; something else takes them "
			  "offline", plan->uuid, now->blocks_online, now->blocks.count);
		return DK_ROLLED_BACK;
	}
	/* who asks for no zone has asked for the one that it was attached with */
	wanted = plan->moving ? wish->zone : now->allowed;
	if (wish->online && !zone_is(now, wanted)) {
		log_error("%s: its zone is %s, not %s; something else onlines memory", plan->uuid,
			  zone_names[now->zone], zone_names[wanted]);
		return DK_ROLLED_BACK;
	}
	say_done(plan, now);
	return DK_DONE;
}

static bool read_machine(struct machine *machine)
{
	if (!machine_read(machine))
		return true;
	machine_say_none();
	return false;
}

enum exit_code attach_instance(const struct instances *all, const struct instance *instance,
			       const struct wish *wish, unsigned int timeout,
			       struct instance *now)
{
	struct instance before;
	struct machine machine;
	struct plan plan;
	enum exit_code rc;

	/* an earlier target may have taken its time: what was discovered then is old */
	rc = instance_again(&before, instance);
	if (rc)
		return rc;
	*now = before;
	if (!read_machine(&machine))
		return DK_UNSUITABLE;
	plan_make(&plan, &before, &machine, wish);
	/* for whoever uses it every process is looked at */
	deadline_start(timeout);
	rc = check_plan(&plan, all);
	deadline_stop();
	findings_log(&plan.findings);
	if (!rc)
		rc = attach_device(&plan, timeout);
	if (!rc && !sysfs_dry_run)
		rc = verify(&plan, now);
	else if (rc == DK_ROLLED_BACK)
		instance_read_after(now, before.device);	/* after DK_TIMEOUT it is locked */
	plan_free(&plan);
	return rc;
}

static enum exit_code attach(const struct request *request, const struct instances *all,
			     const struct instance *instance, struct instance *now)
{
	return attach_instance(all, instance, &request->wish, request->timeout, now);
}

/* With -v every write, too. */
static enum exit_code dry_run(const struct request *request, struct plan *plan)
{
	if (log_level < LOG_LEVEL_DEBUG || request->json || findings_worst(&plan->findings))
		return DK_DONE;
	return attach_device(plan, request->timeout);
}

static enum exit_code make_plans(const struct request *request, const struct instances *all,
				 const struct machine *machine, struct plan *plans, size_t *count)
{
	enum exit_code rc, worst = DK_DONE;
	const struct instance *found;
	int target;

	for (target = 0; target < request->n_targets; target++) {
		struct instance *instance;

		rc = target_find(all, request->targets[target], &found);
		instance = rc ? NULL : all->list + (found - all->list);
		if (!rc && !instance->examined)
			rc = instance_again(instance, found);
		if (!rc) {
			plan_make(&plans[*count], instance, machine, &request->wish);
			rc = check_plan(&plans[(*count)++], all);
		}
		worst = exit_worst(worst, rc);
	}
	return worst;
}

/* What attach would do. */
static enum exit_code plan_all(const struct request *request)
{
	struct machine machine;
	struct instances all;
	enum exit_code worst;
	size_t count = 0, i;
	struct plan *plans;

	sysfs_dry_run = true;
	if (!read_machine(&machine)) {
		/* whoever reads JSON gets some */
		print_plans(NULL, 0, request->json);
		return DK_UNSUITABLE;
	}
	worst = instances_discover(&all);
	if (worst) {
		print_plans(NULL, 0, request->json);
		return worst;
	}
	plans = calloc(request->n_targets, sizeof(*plans));
	if (!plans) {
		log_error("out of memory for %d targets", request->n_targets);
		instances_free(&all);
		return DK_FAILED;
	}
	worst = make_plans(request, &all, &machine, plans, &count);
	if (print_plans(plans, count, request->json)) {
		log_error("cannot print the plan");
		worst = exit_worst(worst, DK_FAILED);
	}
	for (i = 0; i < count; i++) {
		worst = exit_worst(worst, dry_run(request, &plans[i]));
		plan_free(&plans[i]);
	}
	free(plans);
	instances_free(&all);
	return worst;
}

int command_plan(const struct request *request)
{
	return plan_all(request);
}

int command_attach(const struct request *request)
{
	return sysfs_dry_run ? plan_all(request) : each_target(request, attach);
}
