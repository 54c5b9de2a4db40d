// SPDX-License-Identifier: GPL-2.0-only
#include <stdio.h>
#include <string.h>

#include "base/util.h"
#include "devices/discover.h"
#include "devices/driver.h"
#include "devices/module-options.h"
#include "plan/plan.h"

/* As ram_range() in the module, but without padding: only the info block has that. */
static void plan_blocks(struct plan *plan)
{
	const struct instance *instance = plan->instance;
	uint64_t size = plan->block_size, info = info_block_end(plan->machine->page_size);
	uint64_t start = instance->ns_start + info;
	uint64_t end = instance->ns_start + instance->ns_size;
	uint64_t first = (start + size - 1) / size;

	if (!instance->ns_start || instance->ns_size <= info)
		return;
	plan->info = info;
	if (instance_has_no_data(instance)) {
		plan->lost_start = end - start;
		return;
	}
	if (instance->data_start)
		end = instance->data_start + instance->data_size;
	if (end / size <= first) {
		plan->lost_start = end - start;
		return;
	}
	plan->blocks.first = first;
	plan->blocks.count = end / size - first;
	plan->lost_start = first * size - start;
	plan->lost_end = end % size;
	if (instance->data_start > first * size && !strcmp(instance->map, "dev"))
		plan->reserve = instance->data_start - first * size;
}

/*
 * DRAM is the better place when there is enough of it, as the kernel reads the array all the time.
 */
static void plan_memmap(struct plan *plan)
{
	const struct machine *machine = plan->machine;

	plan->memmap_bytes = machine_page_array(machine, plan_ram_bytes(plan));
	plan->memmap_on_pmem = machine->memmap_on_memory;
	/* the file of the module is read only where it matters */
	if (plan->bind && plan->memmap_on_pmem &&
	    (plan->wish->memmap == MEMMAP_PMEM || plan->memmap_bytes > machine->dram / 2)) {
		plan->memmap_stays = module_refuses(driver_ours, "memmap=pmem");
		plan->memmap_on_pmem = !plan->memmap_stays;
	}
	if (!plan->bind)
		plan->memmap = !strcmp(plan->instance->memmap, "pmem") ? MEMMAP_PMEM : MEMMAP_DRAM;
	else if (plan->wish->memmap != MEMMAP_AUTO)
		plan->memmap = plan->wish->memmap;
	else if (plan->memmap_on_pmem && plan->memmap_bytes > machine->dram / 2)
		plan->memmap = MEMMAP_PMEM;
	else
		plan->memmap = MEMMAP_DRAM;
}

static void plan_node(struct plan *plan)
{
	if (plan->bind && plan->wish->node >= 0)
		plan->node = plan->wish->node;
	else
		plan->node = instance_node(plan->instance);
	machine_node(&plan->node_is, plan->node);
}

static void set_stock_driver(struct plan *plan, const char *driver)
{
	snprintf(plan->stock_driver, sizeof(plan->stock_driver), "%s", driver);
	plan->load_stock = !driver_exists(driver);
}

static void plan_attach(struct plan *plan)
{
	const struct instance *instance = plan->instance;
	const struct wish *wish = plan->wish;

	plan->bind = !instance_is_ours(instance);
	plan->unbind = plan->bind && instance->driver[0];
	set_stock_driver(plan, plan->unbind ? instance->driver : driver_stock());
	if (plan->bind) {
		plan_blocks(plan);
	} else {
		plan->blocks = instance->blocks;
		plan->info = info_block_end(plan->machine->page_size);
		plan->lost_start = instance->lost_bytes;
	}

	/* without --zone, an attach leaves blocks in the zone that they are online in */
	plan->moving = plan->bind || wish_asks(wish, SETTING_ZONE);
	plan->zone = plan->moving ? wish->zone : instance->allowed;
	plan->onlining = wish->online && (instance->state != STATE_RAM || plan->moving);
	plan->nothing = !plan->bind && !plan->onlining;
}

static void plan_detach(struct plan *plan)
{
	const struct instance *instance = plan->instance;

	plan->offline_only = plan->wish && plan->wish->offline_only;
	plan->nothing = instance->state == STATE_DEVDAX;
	/* where it is not seen which blocks there are, the check stops it */
	if (plan->offline_only)
		plan->nothing = !instance_is_ours(instance) || instance->state == STATE_OFFLINE;
	plan->unbind = instance_is_ours(instance) && !plan->offline_only;
	set_stock_driver(plan, driver_stock());
	plan->blocks = instance->blocks;
	plan->zone = instance->zone;
}

void plan_make(struct plan *plan, enum plan_goal goal, const struct instance *instance,
	       const struct machine *machine, const struct wish *wish)
{
	memset(plan, 0, sizeof(*plan));
	plan->goal = goal;
	plan->instance = instance;
	plan->machine = machine;
	plan->wish = wish;
	uuid_unparse_lower(instance->id.uuid, plan->uuid);
	plan->block_size = machine->block_size;
	plan->load_ours = !driver_exists(driver_ours);
	if (goal == GOAL_ATTACH)
		plan_attach(plan);
	else
		plan_detach(plan);
	plan_memmap(plan);
	plan_node(plan);
}

/*
 * The kernel's own policy onlines the lowest block first and the highest last, and after each one
 * looks at all of the zone that there is so far. Where the kernel is to choose the zone, its policy
 * decides that too, and is not stopped.
 */
bool plan_online_later(const struct plan *plan)
{
	const char *policy = plan->machine->auto_online;

	return plan->zone != ZONE_AUTO && policy[0] && strcmp(policy, "offline");
}

void plan_id(char *id, const struct plan *plan, bool online_later)
{
	struct wish told = *plan->wish;
	size_t length;

	told.zone = plan->zone;
	told.memmap = plan->memmap;
	wish_id(id, plan->uuid, &told, false);
	length = strlen(id);
	if (online_later && plan_online_later(plan))
		snprintf(id + length, WISH_ID_MAX - length, " online=later");
}

void plan_free(struct plan *plan)
{
	findings_free(&plan->findings);
}

uint64_t plan_ram_bytes(const struct plan *plan)
{
	if (!plan->bind)
		return plan->instance->ram_bytes;
	return plan->blocks.count * plan->block_size;
}

uint64_t plan_lost_bytes(const struct plan *plan)
{
	return plan->lost_start + plan->lost_end;
}
