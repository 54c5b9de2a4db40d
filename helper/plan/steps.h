/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef DAX_KMEM_STEPS_H
#define DAX_KMEM_STEPS_H

#include <stdbool.h>
#include <stddef.h>

#include "plan/plan.h"

/*
 * A plan as a list of steps, each with what undoes it. Nothing is read or written to make it:
 * printing the list is a dry run, running it is attach and detach.
 */

enum step_kind {
	STEP_NONE,
	STEP_LOAD,		/* the module of @driver */
	STEP_OPEN_FILES,	/* all that are written later, also to undo something */
	STEP_FORGET_STALE_ID,	/* of a run that was killed; nothing when there is none */
	STEP_LIST_ID,		/* new_id: the driver may take this instance, and how */
	STEP_FORGET_ID,		/* remove_id */
	STEP_CHECK_UNUSED,	/* once more, as loading modules may have taken long */
	STEP_UNBIND_STOCK,
	STEP_BIND_OURS,		/* the memory is added, offline */
	STEP_UNBIND_OURS,	/* the memory is removed */
	STEP_BIND_STOCK,
	STEP_REMEMBER_BLOCKS,	/* where each is now */
	STEP_PUT_BLOCKS_BACK,	/* where it was then, and the zone attribute as well */
	STEP_SET_ZONE,		/* the one zone that the module lets blocks go online in */
	STEP_ONLINE,
	STEP_OFFLINE,
};

#define STEP_UNDOS	2

/**
 * struct step - one of them
 * @driver: whose module STEP_LOAD loads, or which is bound or unbound
 * @undo: what is done, in this order, when this step or a later one fails; each looks first
 *	whether there is something to undo, and does nothing otherwise
 * @to_the_end: no signal ends it, and it has the whole time limit for itself
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
 * steps_make() - the steps that carry out a plan
 * @steps: refers to @plan, which has to outlive it
 */
void steps_make(struct steps *steps, const struct plan *plan);

/**
 * steps_have() - is this kind one of the steps, or of what undoes them?
 */
bool steps_have(const struct steps *steps, enum step_kind kind);

#endif
