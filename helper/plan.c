// SPDX-License-Identifier: GPL-2.0-only
#include <stdio.h>
#include <string.h>

#include "nd.h"
#include "plan.h"
#include "sysfs.h"

/* Behind the info block: where data may begin. */
#define INFO_BLOCK_END	8192

/* As the module's ram_range() does it, but for padding, which is in the info block only. */
static void plan_blocks(struct plan *plan)
{
	const struct instance *instance = plan->instance;
	uint64_t size = plan->block_size;
	uint64_t start = instance->ns_start + INFO_BLOCK_END;
	uint64_t end = instance->ns_start + instance->ns_size;
	uint64_t first = (start + size - 1) / size;

	if (!instance->ns_start || instance->ns_size <= INFO_BLOCK_END)
		return;
	if (instance->data_start)
		end = instance->data_start + instance->data_size;
	plan->lost = end - start;
	if (end / size <= first)
		return;
	plan->blocks.first = first;
	plan->blocks.count = end / size - first;
	plan->lost -= plan->blocks.count * size;
}

/* "dax_pmem_compat" is what 5.10 may have instead. */
static const char *default_home(void)
{
	return sysfs_exists(ND_DRIVERS "dax_pmem_compat") ? "dax_pmem_compat" : "dax_pmem";
}

int plan_make(struct plan *plan, const struct instance *instance, const struct wish *wish)
{
	int rc;

	memset(plan, 0, sizeof(*plan));
	plan->instance = instance;
	plan->wish = wish;
	uuid_unparse_lower(instance->uuid, plan->uuid);
	rc = blocks_size(&plan->block_size);
	if (rc)
		return rc;

	plan->bind = strcmp(instance->driver, ND_OURS);
	plan->unbind = plan->bind && instance->driver[0];
	snprintf(plan->home, sizeof(plan->home), "%s",
		 plan->unbind ? instance->driver : default_home());
	if (plan->bind) {
		plan_blocks(plan);
	} else {
		plan->blocks = instance->blocks;
		plan->lost = instance->lost_bytes;
	}

	/* an attach that asks for nothing in particular leaves blocks where they are online */
	plan->moving = plan->bind || wish->zone_given;
	plan->zone = plan->moving ? wish->zone : instance->allowed;
	plan->onlining = wish->online && (instance->state != STATE_RAM || plan->moving);
	return 0;
}
