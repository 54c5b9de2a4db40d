// SPDX-License-Identifier: GPL-2.0-only
/* discover -> plan -> check -> act -> verify, for each target on its own. */
#include <inttypes.h>
#include <string.h>

#include "act.h"
#include "check.h"
#include "command.h"
#include "lock.h"
#include "log.h"
#include "output.h"
#include "sysfs.h"
#include "target.h"

static void on_signal(int signal)
{
	(void)signal;
	act_interrupted = 1;
}

static void catch_signals(void)
{
	/* no SA_RESTART: a write that waits for the kernel is to end */
	struct sigaction action = { .sa_handler = on_signal };

	sigaction(SIGINT, &action, NULL);
	sigaction(SIGTERM, &action, NULL);
	sigaction(SIGHUP, &action, NULL);
	/* a reader of our output that goes away is no reason to stop half-way */
	action.sa_handler = SIG_IGN;
	sigaction(SIGPIPE, &action, NULL);
}

static bool zone_is(const struct instance *now, enum zone wanted)
{
	return wanted == ZONE_AUTO || now->zone == wanted;
}

/* Reads everything afresh: what counts is what is there now, not what was written. */
static enum exit_code verify(const struct plan *plan, struct instance *now)
{
	const struct wish *wish = plan->wish;

	if (instance_read(now, plan->instance->device) ||
	    uuid_compare(now->uuid, plan->instance->uuid)) {
		log_error("%s: it has gone away meanwhile", plan->uuid);
		return DK_GONE;
	}
	if (!now->ram_bytes) {
		log_error("%s: something else has unbound it meanwhile", plan->uuid);
		return DK_ROLLED_BACK;
	}
	if (now->state != STATE_RAM && wish->online) {
		log_error("%s: only %zu of %zu blocks are online; something else takes them "
			  "offline", plan->uuid, now->blocks_online, now->blocks.count);
		return DK_ROLLED_BACK;
	}
	if (plan->onlining && plan->moving && !zone_is(now, wish->zone)) {
		log_error("%s: its zone is %s, not %s; something else onlines memory", plan->uuid,
			  zone_names[now->zone], zone_names[wish->zone]);
		return DK_ROLLED_BACK;
	}
	log_info("%s: %" PRIu64 " MiB are RAM on node %d, %zu of %zu blocks online%s%s", plan->uuid,
		 now->ram_bytes >> 20, now->node, now->blocks_online, now->blocks.count,
		 now->zone == ZONE_NONE ? "" : ", zone ",
		 now->zone == ZONE_NONE ? "" : zone_names[now->zone]);
	return DK_DONE;
}

static enum exit_code attach(const struct instances *all, const char *target,
			     const struct wish *wish, struct instance *now)
{
	const struct instance *instance;
	struct instance before;
	struct plan plan;
	enum exit_code rc;

	rc = target_find(all, target, &instance);
	if (rc)
		return rc;
	/* an earlier target may have taken its time: what was discovered then is old */
	if (instance_read(now, instance->device) || uuid_compare(now->uuid, instance->uuid)) {
		log_error("%s: it has gone away meanwhile", target);
		return DK_GONE;
	}
	before = *now;
	if (plan_make(&plan, &before, wish)) {
		log_error("%s: this kernel has no memory hot-plug", target);
		return DK_UNSUITABLE;
	}
	rc = check_plan(&plan);
	if (!rc)
		rc = act_attach(&plan);
	if (!rc && !sysfs_dry_run)
		rc = verify(&plan, now);
	else if (rc == DK_ROLLED_BACK)
		instance_read(now, before.device);
	return rc;
}

int command_attach(const struct request *request)
{
	struct instance done[request->n_targets];
	struct instances all, shown = { .list = done };
	enum exit_code rc, worst;
	int i;

	worst = lock_take();
	if (worst)
		return worst;
	if (instances_discover(&all)) {
		log_error("cannot read the nd bus");
		instances_free(&all);
		return DK_FAILED;
	}
	catch_signals();
	for (i = 0; i < request->n_targets && !act_interrupted; i++) {
		memset(&done[shown.count], 0, sizeof(done[0]));
		rc = attach(&all, request->targets[i], &request->wish, &done[shown.count]);
		if (done[shown.count].device[0])
			shown.count++;
		worst = exit_worst(worst, rc);
	}
	if (i < request->n_targets) {
		log_error("interrupted: %d targets were not tried", request->n_targets - i);
		worst = exit_worst(worst, DK_FAILED);
	}
	if (request->json && !sysfs_dry_run && output_instances(&shown, true))
		worst = exit_worst(worst, DK_FAILED);
	instances_free(&all);
	return worst;
}
