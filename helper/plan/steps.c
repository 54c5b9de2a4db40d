// SPDX-License-Identifier: GPL-2.0-only
#include <string.h>

#include "devices/driver.h"
#include "plan/steps.h"

static struct step *add_step(struct steps *steps, enum step_kind kind, enum step_kind undo)
{
	struct step *step = &steps->list[steps->count++];

	step->kind = kind;
	step->undo[0] = undo;
	return step;
}

static void add_load(struct steps *steps, bool needed, const char *driver)
{
	if (needed)
		add_step(steps, STEP_LOAD, STEP_NONE)->driver = driver;
}

/* To make RAM of a device-dax instance, or of one without a driver. */
static void add_binding(struct steps *steps, const struct plan *plan)
{
	struct step *bind;

	add_load(steps, plan->load_ours, driver_ours);
	/* when the device has no driver, the module of its stock driver may not be loaded */
	add_load(steps, plan->load_stock, plan->stock_driver);
	add_step(steps, STEP_OPEN_FILES, STEP_NONE);
	add_step(steps, STEP_LIST_ID, STEP_FORGET_ID);
	if (plan->unbind) {
		add_step(steps, STEP_CHECK_UNUSED, STEP_NONE);
		add_step(steps, STEP_UNBIND_STOCK, STEP_BIND_STOCK);
	}
	bind = add_step(steps, STEP_BIND_OURS, STEP_UNBIND_OURS);
	if (!plan->unbind)
		bind->undo[1] = STEP_BIND_STOCK;
	add_step(steps, STEP_FORGET_ID, STEP_NONE);
	if (plan->onlining)
		add_step(steps, STEP_ONLINE, STEP_OFFLINE);
}

/*
 * To bring more blocks online of an instance that is RAM already. Its memory may be in use, so a
 * failure does not undo more than this run has done.
 */
static void add_onlining(struct steps *steps, const struct plan *plan)
{
	add_step(steps, STEP_OPEN_FILES, STEP_NONE);
	/* a run that was killed may have left the id listed */
	add_step(steps, STEP_FORGET_ID, STEP_NONE);
	add_step(steps, STEP_REMEMBER_BLOCKS, STEP_PUT_BLOCKS_BACK);
	if (plan->zone != plan->instance->allowed)
		add_step(steps, STEP_SET_ZONE, STEP_NONE);
	add_step(steps, STEP_ONLINE, STEP_NONE);
}

/* To make a device-dax instance of RAM, or of a device without a driver. */
static void add_unbinding(struct steps *steps, const struct plan *plan)
{
	add_load(steps, plan->load_stock, plan->stock_driver);
	add_step(steps, STEP_OPEN_FILES, STEP_NONE);
	if (plan->unbind)
		add_step(steps, STEP_REMEMBER_BLOCKS, STEP_PUT_BLOCKS_BACK);
	/* while its id is listed, the kernel could bind the device to our driver again */
	if (!plan->load_ours)
		add_step(steps, STEP_FORGET_ID, STEP_NONE);
	if (plan->unbind) {
		add_step(steps, STEP_OFFLINE, STEP_NONE);
		add_step(steps, STEP_UNBIND_OURS, STEP_NONE);
	}
	/* undoing the unbind would help nobody, so always complete the last step */
	add_step(steps, STEP_BIND_STOCK, STEP_NONE)->to_the_end = true;
}

/* To take all blocks of RAM offline, and leave the device with our driver. */
static void add_offlining(struct steps *steps)
{
	add_step(steps, STEP_OPEN_FILES, STEP_NONE);
	add_step(steps, STEP_REMEMBER_BLOCKS, STEP_PUT_BLOCKS_BACK);
	/* a run that was killed may have left the id listed */
	add_step(steps, STEP_FORGET_ID, STEP_NONE);
	add_step(steps, STEP_OFFLINE, STEP_NONE);
}

void steps_make(struct steps *steps, const struct plan *plan)
{
	memset(steps, 0, sizeof(*steps));
	if (plan->nothing)
		add_step(steps, STEP_FORGET_STALE_ID, STEP_NONE);
	else if (plan->offline_only)
		add_offlining(steps);
	else if (plan->goal == GOAL_DETACH)
		add_unbinding(steps, plan);
	else if (plan->bind)
		add_binding(steps, plan);
	else
		add_onlining(steps, plan);
}

bool steps_have(const struct steps *steps, enum step_kind kind)
{
	size_t i, undo;

	for (i = 0; i < steps->count; i++) {
		if (steps->list[i].kind == kind)
			return true;
		for (undo = 0; undo < STEP_UNDOS; undo++) {
			if (steps->list[i].undo[undo] == kind)
				return true;
		}
	}
	return false;
}
