// SPDX-License-Identifier: GPL-2.0-only
/* Carries out a plan step by step, and undoes the steps when one fails. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "base/deadline.h"
#include "base/log.h"
#include "base/signals.h"
#include "base/util.h"
#include "change/carry-out.h"
#include "change/change.h"
#include "devices/kernel-module.h"
#include "plan/steps.h"

static enum exit_code remember_blocks(struct change *change)
{
	int rc = move_read_zones(&change->move, &change->before);

	if (!rc)
		return DK_DONE;
	log_error("%s: its memory blocks cannot be read: %s; run as root", change->plan->uuid,
		  strerror(-rc));
	return rc == -EACCES || rc == -EPERM ? DK_PERMISSION : DK_FAILED;
}

static enum exit_code put_blocks_back(struct change *change)
{
	/* once our driver is unbound the memory is removed, and there are no blocks to restore */
	if (change->before && change_is_bound_to(change, driver_ours))
		move_restore(&change->move, &change->guard, change->before);
	return DK_DONE;
}

static enum exit_code set_zone(struct change *change)
{
	int rc = guard_set(&change->guard, change->plan->zone);

	if (!rc)
		return DK_DONE;
	log_error("%s: the zone cannot be set: %s; the kernel log says more", change->plan->uuid,
		  strerror(-rc));
	return DK_ROLLED_BACK;
}

static enum exit_code bring_online(struct change *change)
{
	return move_online(&change->move, change->plan->zone, change->plan->moving);
}

static enum exit_code take_offline(struct change *change)
{
	return change_is_bound_to(change, driver_ours) ? move_offline(&change->move) : DK_DONE;
}

static enum exit_code forget_stale_id(struct change *change)
{
	driver_forget_id(change->plan->uuid);
	return DK_DONE;
}

/* For each kind of step: the function that does it, and the files that it writes. */
static const struct {
	change_fn run;
	unsigned int files;
} actions[] = {
	[STEP_FORGET_STALE_ID] = { forget_stale_id },
	[STEP_LIST_ID] = { rebind_list_id, 1 << DRIVER_NEW_ID },
	[STEP_FORGET_ID] = { rebind_forget_id, 1 << DRIVER_REMOVE_ID },
	[STEP_CHECK_UNUSED] = { rebind_check_unused },
	[STEP_UNBIND_STOCK] = { rebind_unbind_stock, 1 << DRIVER_STOCK_UNBIND },
	[STEP_BIND_OURS] = { rebind_bind_ours, 1 << DRIVER_BIND | 1 << DRIVER_STOCK_BIND },
	[STEP_UNBIND_OURS] = { rebind_unbind_ours, 1 << DRIVER_UNBIND },
	[STEP_BIND_STOCK] = { rebind_bind_stock, 1 << DRIVER_STOCK_BIND },
	[STEP_REMEMBER_BLOCKS] = { remember_blocks },
	[STEP_PUT_BLOCKS_BACK] = { put_blocks_back, 1 << DRIVER_ZONE },
	[STEP_SET_ZONE] = { set_zone, 1 << DRIVER_ZONE },
	[STEP_ONLINE] = { bring_online },
	[STEP_OFFLINE] = { take_offline },
};

static enum exit_code open_files(struct change *change, const struct steps *steps)
{
	unsigned int want = 0;
	size_t kind;

	for (kind = 0; kind < ARRAY_SIZE(actions); kind++) {
		if (steps_have(steps, kind))
			want |= actions[kind].files;
	}
	return driver_open(&change->files, change->plan->instance->device,
			   change->plan->stock_driver, want);
}

static enum exit_code run_step(struct change *change, const struct steps *steps,
			       const struct step *step)
{
	enum exit_code code;

	switch (step->kind) {
	case STEP_LOAD:
		return module_load(step->driver);
	case STEP_OPEN_FILES:
		code = open_files(change, steps);
		change->open = !code;
		/* the time limit begins here: the time to load modules does not count */
		if (!code)
			deadline_start(change->seconds);
		return code;
	default:
		break;
	}
	if (step->to_the_end) {
		signals_protect(true);
		deadline_start(change->seconds);
	}
	code = actions[step->kind].run(change);
	if (step->to_the_end)
		signals_protect(false);
	return code;
}

static enum exit_code undo_steps(struct change *change, const struct steps *steps, size_t last)
{
	enum exit_code code, worst = DK_DONE;
	size_t i, undo;

	/* the user has stopped this already: more signals must not stop the undoing */
	signals_protect(true);
	for (i = last + 1; i > 0; i--) {
		const struct step *step = &steps->list[i - 1];

		for (undo = 0; undo < STEP_UNDOS && step->undo[undo] && !change->locked; undo++) {
			if (step->undo[undo] == STEP_FORGET_ID)
				continue;
			deadline_start(change->seconds);
			code = actions[step->undo[undo]].run(change);
			worst = exit_worst(worst, code);
		}
	}
	deadline_stop();
	signals_protect(false);
	return worst;
}

/*
 * After an attach that has failed: which driver has the device now? For memory that was RAM before,
 * move_restore() has logged what became of it.
 */
static void log_where_device_is(const struct change *change)
{
	const struct plan *plan = change->plan;

	if (plan->goal != GOAL_ATTACH || !plan->bind)
		return;
	if (change_is_bound_to(change, plan->stock_driver))
		log_warning("%s: back with driver %s, nothing has changed", plan->uuid,
			    plan->stock_driver);
	else if (change_is_bound_to(change, driver_ours))
		log_error("%s: cannot be given back to %s; its memory is still RAM, and "
			  "'dax-kmem detach' tries again", plan->uuid, plan->stock_driver);
	else if (!change->touched)
		log_warning("%s: still without a driver, nothing has changed", plan->uuid);
}

/*
 * Undoes what was done before a step failed with @failure.
 *
 * Return: the exit code of the whole.
 */
static enum exit_code undo_after_failure(struct change *change, const struct steps *steps,
					 size_t last, enum exit_code failure)
{
	enum exit_code undone;

	/* first, or the kernel might bind the device to our driver again at any moment */
	if (change->id_listed)
		rebind_forget_id(change);
	if (change->locked)
		return failure;
	if (!driver_device_exists(change->plan->instance->device)) {
		if (failure != DK_GONE)
			log_error("%s: the device has gone away", change->plan->uuid);
		return DK_GONE;
	}
	if (change->damaged) {
		log_error("%s: its info block is damaged, so it is left without a driver: %s, "
			  "which 'dax-kmem detach' binds, would overwrite it",
			  change->plan->uuid, change->plan->stock_driver);
		return DK_ROLLED_BACK;
	}
	undone = undo_steps(change, steps, last);
	if (change->locked)
		return DK_TIMEOUT;
	/* if nothing was touched, the message about the failure is enough */
	if (failure == DK_FAILED || failure == DK_ROLLED_BACK || failure == DK_UNSUITABLE ||
	    change->touched)
		log_where_device_is(change);
	return undone == DK_GONE ? DK_GONE : exit_worst(failure, undone);
}

enum exit_code carry_out(const struct plan *plan, unsigned int seconds)
{
	struct change change = { .plan = plan, .seconds = seconds, .now = *plan->instance };
	enum exit_code code = DK_DONE;
	struct steps steps;
	enum driver_file file;
	size_t i;

	for (file = 0; file < DRIVER_FILES; file++)
		change.files.file[file].fd = -1;
	change.now.blocks = plan->blocks;
	change.move = (struct move){ &change.now, plan->uuid, plan->block_size };
	change.guard = (struct guard){ change_file(&change, DRIVER_ZONE), plan->instance->allowed,
				       plan->instance->allowed };
	steps_make(&steps, plan);
	for (i = 0; !code && i < steps.count; i++)
		code = run_step(&change, &steps, &steps.list[i]);
	if (code && change.open)
		code = undo_after_failure(&change, &steps, i - 1, code);
	deadline_stop();
	driver_close(&change.files);
	free(change.before);
	return code;
}
