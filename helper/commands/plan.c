// SPDX-License-Identifier: GPL-2.0-only
/* What attach or detach would do, and what would stop it. Nothing is written. */
#include <stdlib.h>

#include "base/log.h"
#include "commands/command.h"
#include "commands/plan-json.h"
#include "commands/print-plan.h"
#include "commands/print-steps.h"
#include "commands/report.h"
#include "devices/discover.h"
#include "devices/target.h"
#include "plan/check.h"

static enum exit_code make_plan(const struct request *request, enum plan_goal goal,
				struct instances *all, const char *target,
				const struct machine *machine, struct plan *plan)
{
	const struct instance *found;
	struct instance *instance;
	enum exit_code rc;

	rc = target_find(all, target, &found);
	if (rc)
		return rc;
	instance = all->list + (found - all->list);
	if (!instance->examined)
		rc = instance_again(instance, found);
	if (!rc)
		plan_make(plan, goal, instance, machine, &request->wish);
	return rc;
}

/* What stops it, and what it warns of. Notes are of the plan. */
static void report_findings(const struct findings *findings)
{
	size_t i;

	for (i = 0; i < findings->count; i++) {
		const struct finding *finding = &findings->list[i];

		if (finding->severity != FINDING_NOTE)
			report_message(finding->severity == FINDING_STOP ? LOG_LEVEL_ERROR :
				       LOG_LEVEL_WARNING, finding->text);
	}
}

static enum exit_code make_plans(const struct request *request, enum plan_goal goal,
				 struct instances *all, const struct machine *machine,
				 struct plan *plans, size_t *count)
{
	enum exit_code rc, worst = DK_DONE;
	int target;

	for (target = 0; target < request->n_targets; target++) {
		struct plan *plan = &plans[*count];

		report_target(request->targets[target]);
		rc = make_plan(request, goal, all, request->targets[target], machine, plan);
		if (!rc) {
			++*count;
			report_before(plan->instance);
			report_after(plan->instance);
			rc = check_plan(plan, all);
			report_findings(&plan->findings);
		}
		report_exit(rc);
		worst = exit_worst(worst, rc);
	}
	report_target(NULL);
	return worst;
}

/* Prints every write: for detach always, for attach with -v. */
static void show_steps(enum plan_goal goal, const struct plan *plan)
{
	if (findings_worst(&plan->findings))
		return;
	if (goal == GOAL_DETACH || log_level >= LOG_LEVEL_DEBUG)
		print_steps(plan);
}

static enum exit_code show(const struct request *request, enum plan_goal goal,
			   const struct plan *plans, size_t count)
{
	size_t i;

	if (request->json) {
		report_add("plans", plans_json(plans, count));
		return DK_DONE;
	}
	if (print_plans(plans, count)) {
		log_error("cannot print the plan");
		return DK_FAILED;
	}
	for (i = 0; i < count; i++)
		show_steps(goal, &plans[i]);
	return DK_DONE;
}

enum exit_code plan_targets(const struct request *request, enum plan_goal goal)
{
	struct instances all = { 0 };
	struct plan *plans = NULL;
	struct machine machine;
	enum exit_code worst;
	size_t count = 0, i;

	if (machine_read(&machine)) {
		machine_say_none();
		worst = DK_UNSUITABLE;
	} else {
		worst = instances_discover(&all);
	}
	if (!worst) {
		plans = calloc(request->n_targets, sizeof(*plans));
		if (plans)
			worst = make_plans(request, goal, &all, &machine, plans, &count);
		else
			log_error("out of memory for %d targets", request->n_targets);
	}
	/* a reader of JSON gets a document, even when nothing could be planned */
	worst = exit_worst(worst, show(request, goal, plans, count));
	if (!plans)
		worst = exit_worst(worst, DK_FAILED);
	for (i = 0; i < count; i++)
		plan_free(&plans[i]);
	free(plans);
	instances_free(&all);
	return worst;
}

int command_plan(const struct request *request)
{
	return plan_targets(request, request->goal);
}
