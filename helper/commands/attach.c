// SPDX-License-Identifier: GPL-2.0-only
/* attach and detach: one target after the other; when one fails, the others are not undone. */
#include <stdlib.h>
#include <string.h>

#include "base/log.h"
#include "base/signals.h"
#include "base/sysfs.h"
#include "base/util.h"
#include "change/lock.h"
#include "commands/all.h"
#include "commands/change-instance.h"
#include "commands/command.h"
#include "commands/list-table.h"
#include "commands/report.h"
#include "devices/discover.h"
#include "devices/target.h"

static enum exit_code change_each(const struct request *request, enum plan_goal goal,
				  const struct instances *all)
{
	struct instance *done = calloc(request->n_targets, sizeof(*done));
	struct instances shown = { .list = done };
	enum exit_code rc, worst = DK_DONE;
	const struct instance *instance;
	struct columns columns;
	int i;

	if (!done) {
		log_error("out of memory for %d targets", request->n_targets);
		return DK_FAILED;
	}
	for (i = 0; i < request->n_targets && !signals_stopped(); i++) {
		report_target(request->targets[i]);
		rc = target_find(all, request->targets[i], &instance);
		if (!rc) {
			memset(&done[shown.count], 0, sizeof(done[0]));
			rc = change_instance(goal, all, instance, &request->wish, request->timeout,
					     &done[shown.count]);
			shown.count += !!done[shown.count].device[0];
		}
		report_exit(rc);
		worst = exit_worst(worst, rc);
	}
	report_target(NULL);
	if (i < request->n_targets) {
		log_error("interrupted: %d target%s not tried", request->n_targets - i,
			  PLURAL(request->n_targets - i));
		worst = exit_worst(worst, DK_FAILED);
	}
	columns_choose_but_listed(&columns);
	if (request->json)
		report_add("devices", instances_json(&shown, &columns));
	free(done);
	return worst;
}

static enum exit_code change_targets(const struct request *request, enum plan_goal goal)
{
	struct instances all;
	enum exit_code rc;

	if (request->dry_run)
		return plan_targets(request, goal);
	rc = lock_take(LOCK_SECONDS);
	if (!rc)
		rc = instances_discover(&all);
	if (rc)
		return rc;
	signals_catch();
	rc = change_each(request, goal, &all);
	instances_free(&all);
	return rc;
}

int command_attach(const struct request *request)
{
	return change_targets(request, GOAL_ATTACH);
}

/*
 * Makes targets of all that is RAM by our driver, and the question "detach namespace0.0,
 * namespace1.0", NULL for none. The targets refer to @all.
 */
static enum exit_code name_all(struct request *each, struct instances *all, char **question)
{
	size_t i, length = strlen("detach") + 1;

	each->n_targets = 0;
	each->targets = calloc(all->count + 1, sizeof(*each->targets));
	*question = calloc(all->count + 1, sizeof(all->list->namespace) + length);
	if (!each->targets || !*question) {
		log_error("out of memory");
		return DK_FAILED;
	}
	for (i = 0; i < all->count; i++) {
		if (!instance_is_ours(&all->list[i]))
			continue;
		strcat(*question, each->n_targets ? ", " : "detach ");
		strcat(*question, all->list[i].namespace);
		each->targets[each->n_targets++] = all->list[i].namespace;
	}
	return DK_DONE;
}

/* The lock is not held while a person thinks. So this names those that were asked about. */
static enum exit_code detach_all(const struct request *request)
{
	struct request each = *request;
	struct instances all = { 0 };
	char *question = NULL;
	enum exit_code rc;

	each.targets = NULL;
	rc = instances_discover(&all);
	if (!rc)
		rc = name_all(&each, &all, &question);
	if (!rc && !request->dry_run && !all_confirm(request, each.n_targets ? question : NULL))
		rc = DK_USAGE;
	if (!rc && !each.n_targets)
		log_info("all: nothing is system RAM by dax_kmem; nothing to do");
	if (!rc)
		rc = change_targets(&each, GOAL_DETACH);
	free(question);
	free(each.targets);
	instances_free(&all);
	return rc;
}

int command_detach(const struct request *request)
{
	return all_asked(request) ? detach_all(request) : change_targets(request, GOAL_DETACH);
}
