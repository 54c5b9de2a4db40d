// SPDX-License-Identifier: GPL-2.0-only
#include <stdio.h>
#include <stdlib.h>

#include "base/printable.h"
#include "base/sysfs.h"
#include "commands/print-steps.h"
#include "devices/blocks.h"
#include "devices/discover.h"
#include "devices/driver.h"
#include "plan/steps.h"

static void print_write(const char *path, const char *text)
{
	char *shown = printable_text(path);

	printf("write %s %s\n", shown ? shown : "", text);
	free(shown);
}

static void print_file(const struct plan *plan, enum driver_file file, const char *text)
{
	char path[SYSFS_PATH_MAX];

	if (!driver_path(path, file, plan->instance->device, plan->stock_driver))
		print_write(path, text);
}

static void print_block(uint64_t number, const char *text)
{
	char path[SYSFS_PATH_MAX];

	if (!block_path(path, number))
		print_write(path, text);
}

/* Prints the writes for the blocks that have to move. Before it is RAM, none is online. */
static void print_blocks(const struct plan *plan, bool online)
{
	size_t (*order)(size_t i, size_t count) = online ? blocks_online_order :
							   blocks_offline_order;
	unsigned char *zones = calloc(plan->blocks.count + 1, 1);
	size_t i, block;

	if (zones && plan->instance->blocks.count == plan->blocks.count)
		instance_block_zones(plan->instance, zones);
	for (i = 0; zones && i < plan->blocks.count; i++) {
		block = order(i, plan->blocks.count);
		if (online && block_is_moved(zones[block], plan->zone, plan->moving)) {
			if (zones[block] != ZONE_NONE)
				print_block(plan->blocks.first + block, "offline");
			print_block(plan->blocks.first + block, block_online_word(plan->zone));
		} else if (!online && zones[block] != ZONE_NONE) {
			print_block(plan->blocks.first + block, "offline");
		}
	}
	free(zones);
}

static void print_step(const struct plan *plan, const struct step *step)
{
	const char *device = plan->instance->device;
	char id[WISH_ID_MAX];

	switch (step->kind) {
	case STEP_LOAD:
		printf("load module %s\n", step->driver);
		break;
	case STEP_LIST_ID:
		plan_id(id, plan, true);
		print_file(plan, DRIVER_NEW_ID, id);
		break;
	case STEP_FORGET_ID:
		print_file(plan, DRIVER_REMOVE_ID, plan->uuid);
		break;
	case STEP_UNBIND_STOCK:
		print_file(plan, DRIVER_STOCK_UNBIND, device);
		break;
	case STEP_BIND_OURS:
		print_file(plan, DRIVER_BIND, device);
		break;
	case STEP_UNBIND_OURS:
		print_file(plan, DRIVER_UNBIND, device);
		break;
	case STEP_BIND_STOCK:
		print_file(plan, DRIVER_STOCK_BIND, device);
		break;
	case STEP_SET_ZONE:
		print_file(plan, DRIVER_ZONE, zone_names[plan->zone]);
		break;
	case STEP_ONLINE:
		print_blocks(plan, true);
		break;
	case STEP_OFFLINE:
		print_blocks(plan, false);
		break;
	default:	/* the others write only to undo something */
		break;
	}
}

void print_steps(const struct plan *plan)
{
	struct steps steps;
	size_t i;

	steps_make(&steps, plan);
	for (i = 0; i < steps.count; i++)
		print_step(plan, &steps.list[i]);
}
