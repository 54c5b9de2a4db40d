// SPDX-License-Identifier: GPL-2.0-only
/* Changes one target after the other; when one fails, the others are not undone. */
#include <stdlib.h>
#include <string.h>

#include "base/log.h"
#include "base/signals.h"
#include "base/sysfs.h"
#include "base/util.h"
#include "change/lock.h"
#include "commands/command.h"
#include "commands/list-table.h"
#include "devices/discover.h"
#include "devices/target.h"

static enum exit_code act_on_targets(const struct request *request, const struct instances *all,
				     target_fn act)
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
		rc = target_find(all, request->targets[i], &instance);
		if (!rc) {
			memset(&done[shown.count], 0, sizeof(done[0]));
			rc = act(request, all, instance, &done[shown.count]);
			shown.count += !!done[shown.count].device[0];
		}
		worst = exit_worst(worst, rc);
	}
	if (i < request->n_targets) {
		log_error("interrupted: %d target%s not tried", request->n_targets - i,
			  PLURAL(request->n_targets - i));
		worst = exit_worst(worst, DK_FAILED);
	}
	if (request->json && columns_choose(&columns, NULL, true))
		worst = exit_worst(worst, list_print_json(&shown, &columns));
	free(done);
	return worst;
}

enum exit_code each_target(const struct request *request, target_fn act)
{
	struct instances all;
	enum exit_code rc;

	rc = lock_take(LOCK_SECONDS);
	if (!rc)
		rc = instances_discover(&all);
	if (rc)
		return rc;
	signals_catch();
	rc = act_on_targets(request, &all, act);
	instances_free(&all);
	return rc;
}
