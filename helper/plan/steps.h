/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef DAX_KMEM_STEPS_H
#define DAX_KMEM_STEPS_H

#include <stdbool.h>
#include <stddef.h>

#include "plan/plan.h"

/*
 * A plan as a list of steps, each with the steps that undo it. To make the list, nothing is read or
 * written. A dry run prints it; attach and detach carry it out.
 */

enum step_kind {
	STEP_NONE,
	STEP_LOAD,		/* the module of @driver */
	STEP_OPEN_FILES,	/* all files that later steps, or those that undo them, write */
	STEP_FORGET_STALE_ID,	/* if a run that was killed has left the id listed */
	STEP_LIST_ID,		/* new_id: allow our driver to take this instance */
	STEP_FORGET_ID,		/* remove_id */
	STEP_CHECK_UNUSED,	/* again, as it may have taken long to load the modules */
	STEP_UNBIND_STOCK,
	STEP_BIND_OURS,		/* the memory is added, offline */
	STEP_UNBIND_OURS,	/* the memory is removed */
	STEP_BIND_STOCK,
	STEP_REMEMBER_BLOCKS,	/* the zone of each block */
	STEP_PUT_BLOCKS_BACK,	/* into that zone, and the zone attribute as well */
	STEP_SET_ZONE,		/* the one zone that the module lets blocks go online in */
	STEP_ONLINE,
	STEP_OFFLINE,
};

#define STEP_UNDOS	2

/**
 * struct step - one step of a plan
 * @driver: for STEP_LOAD: the driver whose module is loaded
 * @undo: the steps that are done, in this order, when this step or a later one fails; each of them
 *	does nothing when there is nothing to undo
 * @to_the_end: no signal stops this step, and the time limit begins anew with it
 */
struct step {
	enum step_kind kind;
	const char *driver;
	enum step_kind undo[STEP_UNDOS];
	bool to_the_end;
};

#define STEPS_MAX	12

struct steps {
	struct step list[STEPS_MAX];
	size_t count;
};

/**
 * steps_make() - list the steps that carry out a plan
 * @steps: refers to @plan, which has to outlive it
 */
void steps_make(struct steps *steps, const struct plan *plan);

/**
 * steps_have() - is there a step of this kind, or one that undoes by it?
 */
bool steps_have(const struct steps *steps, enum step_kind kind);

#endif
