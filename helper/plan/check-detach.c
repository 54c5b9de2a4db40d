// SPDX-License-Identifier: GPL-2.0-only
/* Looks for what would stop a detach, or may make it fail. */
#include <string.h>

#include "base/util.h"
#include "plan/check.h"
#include "plan/findings.h"

static void check_owner(struct plan *plan)
{
	const struct instance *instance = plan->instance;

	if (instance->state != STATE_OTHER)
		return;
	if (!strcmp(instance->dax_driver, "kmem"))
		findings_add(&plan->findings, FINDING_STOP, DK_BUSY, "%s: it is RAM by the in-tree "
			     "kmem driver, and not by this command; 'daxctl reconfigure-device "
			     "--mode=devdax --force %s' gives it back", plan->uuid,
			     instance->chardev);
	else
		findings_add(&plan->findings, FINDING_STOP, DK_BUSY, "%s: it is held by driver %s, "
			     "and not by this command; unbind it there", plan->uuid,
			     instance->dax_driver[0] ? instance->dax_driver : instance->driver);
}

static void check_blocks_seen(struct plan *plan)
{
	if (plan->instance->state == STATE_UNKNOWN)
		findings_add(&plan->findings, FINDING_STOP, DK_PERMISSION, "%s: its memory blocks "
			     "cannot be seen; run as root", plan->uuid);
}

/* Warn early: without room elsewhere the offlining would fail, and only after a long time. */
static void check_room(struct plan *plan)
{
	if (plan->instance->blocks_online && plan->node_is.used > plan->machine->available)
		findings_add(&plan->findings, FINDING_WARNING, DK_DONE, "%s: node %d has %llu MiB "
			     "in use, and %llu MiB are available on the whole machine; it may not "
			     "fit elsewhere", plan->uuid, plan->node, MIB(plan->node_is.used),
			     MIB(plan->machine->available));
}

enum exit_code check_detach(struct plan *plan)
{
	check_owner(plan);
	check_blocks_seen(plan);
	check_room(plan);
	return findings_worst(&plan->findings);
}
