// SPDX-License-Identifier: GPL-2.0-only
#include <string.h>

#include "base/log.h"
#include "base/signals.h"
#include "base/util.h"
#include "change/verify.h"
#include "devices/discover.h"

static bool is_in_zone(const struct instance *now, enum zone wanted)
{
	return wanted == ZONE_AUTO || now->zone == wanted;
}

static void log_attached(const struct plan *plan, const struct instance *now)
{
	if (now->blocks_online)
		log_info("%s: %llu MiB are RAM on node %d, %zu of %zu blocks online, zone %s",
			 plan->uuid, MIB(now->ram_bytes), now->node, now->blocks_online,
			 now->blocks.count, zone_names[now->zone]);
	else
		log_info("%s: %llu MiB are added to node %d, and all %zu blocks are offline",
			 plan->uuid, MIB(now->ram_bytes), now->node, now->blocks.count);
}

static enum exit_code verify_ram(const struct plan *plan, const struct instance *now)
{
	const struct wish *wish = plan->wish;
	enum zone wanted;

	if (!now->ram_bytes) {
		log_error("%s: something else has unbound it meanwhile", plan->uuid);
		return DK_ROLLED_BACK;
	}
	if (now->state != STATE_RAM && wish->online) {
		log_error("%s: only %zu of %zu blocks are online; something else takes them "
			  "offline", plan->uuid, now->blocks_online, now->blocks.count);
		return DK_ROLLED_BACK;
	}
	/* when no zone was requested, it is the one that was set before */
	wanted = plan->moving ? wish->zone : now->allowed;
	if (wish->online && !is_in_zone(now, wanted)) {
		log_error("%s: its zone is %s, not %s; something else onlines memory", plan->uuid,
			  zone_names[now->zone], zone_names[wanted]);
		return DK_ROLLED_BACK;
	}
	log_attached(plan, now);
	return DK_DONE;
}

static enum exit_code verify_devdax(const struct plan *plan, const struct instance *now)
{
	if (strcmp(now->driver, plan->stock_driver)) {
		log_error("%s: driver %s has lost it again: something else has unbound it "
			  "meanwhile, see 'dax-kmem list'", plan->uuid, plan->stock_driver);
		return DK_ROLLED_BACK;
	}
	log_info("%s: back with driver %s", plan->uuid, plan->stock_driver);
	return DK_DONE;
}

static enum exit_code verify_offline(const struct plan *plan, const struct instance *now)
{
	if (!instance_is_ours(now)) {
		log_error("%s: something else has unbound it meanwhile", plan->uuid);
		return DK_ROLLED_BACK;
	}
	if (now->state != STATE_OFFLINE) {
		log_error("%s: %zu of %zu blocks are online; something else brings them online",
			  plan->uuid, now->blocks_online, now->blocks.count);
		return DK_ROLLED_BACK;
	}
	log_info("%s: all %zu blocks are offline, and it is still bound to dax_kmem", plan->uuid,
		 now->blocks.count);
	return DK_DONE;
}

enum exit_code verify(const struct plan *plan, struct instance *now)
{
	enum exit_code rc;

	/* the work is done, so a signal must not keep this from reporting it */
	signals_protect(true);
	rc = instance_again(now, plan->instance);
	signals_protect(false);
	if (rc)
		return rc;
	if (plan->goal == GOAL_ATTACH)
		return verify_ram(plan, now);
	if (plan->offline_only && instance_is_ours(plan->instance))
		return verify_offline(plan, now);
	if (!plan->nothing)
		return verify_devdax(plan, now);
	log_info("%s: not system RAM; nothing to do", plan->uuid);
	return DK_DONE;
}
