// SPDX-License-Identifier: GPL-2.0-only
/* Changes the driver of a device: from the stock driver to ours, and back. */
#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "base/child.h"
#include "base/deadline.h"
#include "base/log.h"
#include "base/signals.h"
#include "change/change.h"
#include "devices/discover.h"
#include "plan/check.h"
#include "plan/plan.h"

static const char *device_of(const struct change *change)
{
	return change->plan->instance->device;
}

static enum exit_code log_step_failure(const struct change *change, const char *step, int rc)
{
	log_error("%s: %s failed: %s; the kernel log says more", change->plan->uuid, step,
		  rc ? strerror(-rc) : "the device is not where it should be");
	return DK_ROLLED_BACK;
}

static enum exit_code log_interrupted(const struct change *change)
{
	log_error("%s: interrupted", change->plan->uuid);
	return DK_ROLLED_BACK;
}

enum exit_code rebind_list_id(struct change *change)
{
	char id[WISH_ID_MAX];
	int rc;

	plan_id(id, change->plan, true);
	rc = sysfs_write(change_file(change, DRIVER_NEW_ID), id);
	if (rc == -EINVAL && plan_online_later(change->plan)) {
		/* a module that was loaded before an upgrade: it takes longer, that is all */
		plan_id(id, change->plan, false);
		rc = sysfs_write(change_file(change, DRIVER_NEW_ID), id);
	}
	if (rc)
		return log_step_failure(change, "new_id", rc);
	change->id_listed = true;
	return DK_DONE;
}

enum exit_code rebind_forget_id(struct change *change)
{
	/* this fails when the id is not listed, which is fine */
	sysfs_write(change_file(change, DRIVER_REMOVE_ID), change->plan->uuid);
	change->id_listed = false;
	return DK_DONE;
}

/*
 * Is it still the same device, and still unused? A process that opens it between this check and the
 * unbind is not noticed.
 */
enum exit_code rebind_check_unused(struct change *change)
{
	const struct plan *plan = change->plan;
	struct findings findings = { 0 };
	enum exit_code code;
	struct instance now;

	code = instance_again(&now, plan->instance);
	if (code)
		return code;
	/* with --force the users were already warned about, and do not stop us */
	if (!plan->wish->force)
		code = check_users(&findings, &now, plan->uuid, false);
	findings_log(&findings);
	findings_free(&findings);
	return code;
}

enum exit_code rebind_unbind_stock(struct change *change)
{
	const struct undo undo = { change_file(change, DRIVER_STOCK_BIND), device_of(change) };
	const struct plan *plan = change->plan;
	int rc;

	change->touched = true;
	rc = child_write(change_file(change, DRIVER_STOCK_UNBIND), device_of(change), &undo, false);
	if (rc == -ETIMEDOUT) {
		change->locked = true;
		log_error("%s: %s does not let go of it in time: a page is pinned, or memory goes "
			  "offline elsewhere; once that ends the device goes back to %s by itself, "
			  "and attach can be tried again", plan->uuid, plan->stock_driver,
			  plan->stock_driver);
		return DK_TIMEOUT;
	}
	if (change_is_bound_to(change, ""))
		return DK_DONE;
	return log_step_failure(change, "unbind", rc ? rc : -EBUSY);
}

/* -EBADMSG: the info block is damaged, and the stock driver would overwrite it. */
static bool may_rebind_to_stock(int rc)
{
	return rc && rc != -EBADMSG;
}

static enum exit_code log_still_adding(struct change *change)
{
	const struct plan *plan = change->plan;

	change->locked = true;
	if (signals_stopped())
		log_error("%s: interrupted, and the kernel is still adding its memory; when "
			  "'dax-kmem list' shows that it is done, attach finishes and detach undoes it",
			  plan->uuid);
	else
		log_error("%s: the kernel is still adding its memory; when 'dax-kmem list' shows "
			  "that it is done, attach finishes and detach undoes it; should that "
			  "fail, the device goes back to %s by itself", plan->uuid,
			  plan->stock_driver);
	return DK_TIMEOUT;
}

static enum exit_code log_bind_failure(struct change *change, int rc)
{
	const struct plan *plan = change->plan;

	change->damaged = rc == -EBADMSG;
	if (signals_stopped())
		return log_interrupted(change);
	if (rc != -ERANGE)
		return log_step_failure(change, "bind", rc);
	/* nothing went wrong: this namespace cannot become RAM */
	log_error("%s: %s holds no whole memory block, or its alignment leaves no data in it, the "
		  "kernel log says which; recreate it larger or with --align=2M, see "
		  "ndctl-create-namespace(1)", plan->uuid, plan->instance->namespace);
	return DK_UNSUITABLE;
}

enum exit_code rebind_bind_ours(struct change *change)
{
	const struct undo undo = {
		change_file(change, DRIVER_STOCK_BIND), device_of(change), may_rebind_to_stock
	};
	int rc;

	if (signals_stopped())
		return log_interrupted(change);
	change->touched = true;
	rc = child_write(change_file(change, DRIVER_BIND), device_of(change), &undo, true);
	if (rc == -ETIMEDOUT)
		return log_still_adding(change);
	if (!change_is_bound_to(change, driver_ours))
		return log_bind_failure(change, rc ? rc : -ENODEV);
	/* go on with the blocks that were really added, which may differ from the plan */
	instance_read_after(&change->now, device_of(change));
	return DK_DONE;
}

enum exit_code rebind_unbind_ours(struct change *change)
{
	struct patience patience = { 0 };
	enum exit_code code;
	int rc = 0;

	if (!change_is_bound_to(change, driver_ours))
		return DK_DONE;
	/* something else may bring blocks online, and unbind fails with EBUSY then: try again */
	while (deadline_patience(&patience)) {
		if (deadline_over() || signals_stopped())
			return move_stopped(&change->move);
		code = rc ? move_offline(&change->move) : DK_DONE;
		if (code)
			return code;
		rc = child_write(change_file(change, DRIVER_UNBIND), device_of(change), NULL,
				 false);
		if (rc == -ETIMEDOUT) {
			change->locked = true;
			log_error("%s: the kernel is still removing its memory; 'dax-kmem detach' "
				  "finishes when it has", change->plan->uuid);
			return DK_TIMEOUT;
		}
		if (change_is_bound_to(change, ""))
			return DK_DONE;
		if (rc != -EBUSY)
			break;
	}
	log_error("%s: unbind failed: %s; %s", change->plan->uuid,
		  rc ? strerror(-rc) : "it is still bound",
		  rc == -EBUSY ? "does a udev rule online its blocks?" :
				 "the kernel log says more");
	return DK_ROLLED_BACK;
}

enum exit_code rebind_bind_stock(struct change *change)
{
	const struct plan *plan = change->plan;
	int rc = 0;

	if (change_is_bound_to(change, ""))
		rc = child_write(change_file(change, DRIVER_STOCK_BIND), device_of(change), NULL,
				 false);
	/* check this first: the link to the driver appears before its probe has succeeded */
	if (rc == -ETIMEDOUT) {
		change->locked = true;
		log_error("%s: %s is still taking it; 'dax-kmem list' shows when it has it, and "
			  "'dax-kmem detach' tries again if not", plan->uuid, plan->stock_driver);
		return DK_TIMEOUT;
	}
	if (change_is_bound_to(change, plan->stock_driver))
		return DK_DONE;
	if (!driver_device_exists(device_of(change))) {
		log_error("%s: the device has gone away", plan->uuid);
		return DK_GONE;
	}
	if (change_is_bound_to(change, ""))
		log_error("%s: %s does not take it: %s; it has no driver now, and 'dax-kmem %s' "
			  "tries again", plan->uuid, plan->stock_driver,
			  rc ? strerror(-rc) : "the kernel log says more",
			  plan->goal == GOAL_DETACH ? "detach" : "attach");
	else if (plan->goal == GOAL_DETACH || !change_is_bound_to(change, driver_ours))
		log_error("%s: it cannot be given to %s: another driver has it, see 'dax-kmem "
			  "list'", plan->uuid, plan->stock_driver);
	return DK_ROLLED_BACK;
}
