// SPDX-License-Identifier: GPL-2.0-only
/* The steps of a plan, as text: "step<what-undoes-it", and "!" where no signal ends a step. */
#include "unit.h"

#include <stdio.h>
#include <string.h>

#include "plan/steps.h"

static const char *const words[] = {
	[STEP_LOAD] = "load",
	[STEP_OPEN_FILES] = "open",
	[STEP_FORGET_STALE_ID] = "forget-stale",
	[STEP_LIST_ID] = "list",
	[STEP_FORGET_ID] = "forget",
	[STEP_CHECK_UNUSED] = "unused",
	[STEP_UNBIND_STOCK] = "unbind-stock",
	[STEP_BIND_OURS] = "bind-ours",
	[STEP_UNBIND_OURS] = "unbind-ours",
	[STEP_BIND_STOCK] = "bind-stock",
	[STEP_REMEMBER_BLOCKS] = "remember",
	[STEP_PUT_BLOCKS_BACK] = "put-back",
	[STEP_SET_ZONE] = "zone",
	[STEP_ONLINE] = "online",
	[STEP_OFFLINE] = "offline",
};

static struct instance instance;
static struct plan plan;

static void steps_are(const char *expected)
{
	char text[512] = "";
	struct steps steps;
	size_t i, undo;

	steps_make(&steps, &plan);
	for (i = 0; i < steps.count; i++) {
		const struct step *step = &steps.list[i];

		sprintf(text + strlen(text), "%s%s", i ? " " : "", words[step->kind]);
		if (step->kind == STEP_LOAD)
			sprintf(text + strlen(text), ":%s", step->driver);
		for (undo = 0; undo < STEP_UNDOS && step->undo[undo]; undo++)
			sprintf(text + strlen(text), "<%s", words[step->undo[undo]]);
		if (step->to_the_end)
			strcat(text, "!");
	}
	assert_string_equal(text, expected);
}

static int new_plan(void **state)
{
	(void)state;
	memset(&instance, 0, sizeof(instance));
	memset(&plan, 0, sizeof(plan));
	plan.instance = &instance;
	strcpy(plan.stock_driver, "dax_pmem");
	return 0;
}

static void attach_from_device_dax(void **state)
{
	(void)state;
	plan.bind = true;
	plan.unbind = true;
	plan.onlining = true;
	steps_are("open list<forget unused unbind-stock<bind-stock bind-ours<unbind-ours forget "
		  "online<offline");
	plan.load_ours = true;
	plan.onlining = false;
	steps_are("load:dax_kmem open list<forget unused unbind-stock<bind-stock "
		  "bind-ours<unbind-ours forget");
}

/* Nobody has to let go of it; what our driver has bound once, the stock driver may have after. */
static void attach_from_no_driver(void **state)
{
	(void)state;
	plan.bind = true;
	plan.load_stock = true;
	plan.onlining = true;
	steps_are("load:dax_pmem open list<forget bind-ours<unbind-ours<bind-stock forget "
		  "online<offline");
}

static void attach_what_is_ram(void **state)
{
	(void)state;
	plan.nothing = true;
	steps_are("forget-stale");
	plan.nothing = false;
	plan.onlining = true;
	instance.allowed = ZONE_KERNEL;
	plan.zone = ZONE_KERNEL;
	steps_are("open forget remember<put-back online");
	plan.zone = ZONE_MOVABLE;
	steps_are("open forget remember<put-back zone online");
}

static void detach_ram(void **state)
{
	(void)state;
	plan.goal = GOAL_DETACH;
	plan.unbind = true;
	steps_are("open remember<put-back forget offline unbind-ours bind-stock!");
}

static void detach_offline_only(void **state)
{
	(void)state;
	plan.goal = GOAL_DETACH;
	plan.offline_only = true;
	steps_are("open remember<put-back forget offline");
	plan.nothing = true;
	steps_are("forget-stale");
}

static void detach_from_no_driver(void **state)
{
	(void)state;
	plan.goal = GOAL_DETACH;
	plan.load_ours = true;
	plan.load_stock = true;
	steps_are("load:dax_pmem open bind-stock!");
}

static void detach_what_is_device_dax(void **state)
{
	(void)state;
	plan.goal = GOAL_DETACH;
	plan.nothing = true;
	steps_are("forget-stale");
}

/* A write without its file open would not be made, just when something has failed already. */
static void undoing_is_seen(void **state)
{
	struct steps steps;

	(void)state;
	plan.bind = true;
	plan.unbind = true;
	plan.onlining = true;
	steps_make(&steps, &plan);
	assert_true(steps_have(&steps, STEP_LIST_ID));
	assert_true(steps_have(&steps, STEP_BIND_STOCK));
	assert_true(steps_have(&steps, STEP_OFFLINE));
	assert_false(steps_have(&steps, STEP_SET_ZONE));
	assert_false(steps_have(&steps, STEP_PUT_BLOCKS_BACK));
}

int main(void)
{
	const struct CMUnitTest steps[] = {
		cmocka_unit_test_setup(attach_from_device_dax, new_plan),
		cmocka_unit_test_setup(attach_from_no_driver, new_plan),
		cmocka_unit_test_setup(attach_what_is_ram, new_plan),
		cmocka_unit_test_setup(detach_ram, new_plan),
		cmocka_unit_test_setup(detach_offline_only, new_plan),
		cmocka_unit_test_setup(detach_from_no_driver, new_plan),
		cmocka_unit_test_setup(detach_what_is_device_dax, new_plan),
		cmocka_unit_test_setup(undoing_is_seen, new_plan),
	};

	return cmocka_run_group_tests(steps, NULL, NULL);
}
