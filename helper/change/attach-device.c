// SPDX-License-Identifier: GPL-2.0-only
/* The dance: new_id, unbind, bind, remove_id, and every block online; and its undoing. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/child.h"
#include "base/deadline.h"
#include "base/log.h"
#include "base/signals.h"
#include "change/attach-device.h"
#include "change/move-blocks.h"
#include "devices/discover.h"
#include "devices/kernel-module.h"
#include "devices/nd-driver.h"
#include "plan/check.h"

static bool is_bound_to(const struct plan *plan, const char *driver)
{
	return nd_is_bound_to(plan->instance->device, driver);
}

static void fail(const struct plan *plan, const char *step, int rc)
{
	log_error("%s: %s failed: %s; the kernel log says more", plan->uuid, step,
		  rc ? strerror(-rc) : "the device is not where it should be");
}

static int list_id(const struct plan *plan, struct nd_files *files)
{
	struct wish told = *plan->wish;
	char id[WISH_ID_MAX];
	int rc;

	told.zone = plan->zone;
	told.memmap = plan->memmap;
	wish_id(id, plan->uuid, &told, false);
	rc = sysfs_write(&files->new_id, id);
	if (rc)
		fail(plan, "new_id", rc);
	return rc;
}

static int unbind_home(const struct plan *plan, struct nd_files *files)
{
	const struct undo undo = { &files->stock_bind, plan->instance->device };
	int rc;

	rc = child_write(&files->stock_unbind, plan->instance->device, &undo, false);
	if (rc == -ETIMEDOUT) {
		log_error("%s: %s does not let go of it in time: a page is pinned, or memory goes "
			  "offline elsewhere; once that ends the device goes back to %s by itself, "
			  "and attach can be tried again", plan->uuid, plan->home, plan->home);
		return rc;
	}
	if (is_bound_to(plan, ""))
		return 0;
	if (!rc)
		rc = -EBUSY;
	fail(plan, "unbind", rc);
	return rc;
}

/* dax_pmem would write a new info block over one that is damaged. */
static bool may_go_home(int rc)
{
	return rc && rc != -EBADMSG;
}

static int bind(const struct plan *plan, struct nd_files *files)
{
	const struct undo undo = { &files->stock_bind, plan->instance->device, may_go_home };
	int rc = child_write(&files->bind, plan->instance->device, &undo, true);

	if (rc == -ETIMEDOUT && signals_stopped()) {
		log_error("%s: interrupted, and the kernel is still adding its memory; when "
			  "'dax-kmem list' shows that it is done, attach finishes and detach undoes it",
			  plan->uuid);
		return rc;
	}
	if (rc == -ETIMEDOUT) {
		log_error("%s: the kernel is still adding its memory; when 'dax-kmem list' shows "
			  "that it is done, attach finishes and detach undoes it; should that "
			  "fail, the device goes back to %s by itself", plan->uuid, plan->home);
		return rc;
	}
	if (is_bound_to(plan, nd_ours))
		return 0;
	if (!rc)
		rc = -ENODEV;
	if (signals_stopped())
		log_error("%s: interrupted", plan->uuid);
	else if (rc == -ERANGE)
		log_error("%s: %s holds no whole memory block, or its alignment leaves no data in "
			  "it, the kernel log says which; recreate it larger or with --align=2M, see "
			  "ndctl-create-namespace(1)", plan->uuid, plan->instance->namespace);
	else
		fail(plan, "bind", rc);
	return rc;
}

/*
 * The checks were made before modules were loaded, which may have taken long: is it still the same
 * device, and still unused? Who opens it between here and the unbind is not seen.
 */
static int look_again(const struct plan *plan)
{
	struct findings findings = { 0 };
	enum exit_code code;
	struct instance now;

	code = instance_again(&now, plan->instance);
	if (code)
		return code == DK_GONE ? -ESTALE : code == DK_TIMEOUT ? -ETIMEDOUT : -EINTR;
	/* with --force that has been said, and is no reason */
	if (!plan->wish->force)
		code = check_users(&findings, &now, plan->uuid, false);
	findings_log(&findings);
	findings_free(&findings);
	if (!code)
		return 0;
	return code == DK_BUSY ? -EUSERS : code == DK_TIMEOUT ? -ETIMEDOUT : -EINTR;
}

/*
 * Returns 0, or what the step that failed said. Nothing is listed afterwards, whatever happened.
 * @touched: something was done to the device itself
 */
static int bind_ours(const struct plan *plan, struct nd_files *files, bool *touched)
{
	int rc;

	rc = list_id(plan, files);
	if (rc)
		return rc;
	if (plan->unbind && !sysfs_dry_run)
		rc = look_again(plan);
	*touched = !rc && plan->unbind;
	if (*touched)
		rc = unbind_home(plan, files);
	if (!rc && signals_stopped()) {
		log_error("%s: interrupted", plan->uuid);
		rc = -EINTR;
	}
	if (!rc) {
		*touched = true;
		rc = bind(plan, files);
	}
	sysfs_write(&files->remove_id, plan->uuid);
	return rc;
}

/* Back to where it came from, from wherever it is. */
static enum exit_code roll_back(const struct plan *plan, struct nd_files *files,
				const struct move *move, unsigned int seconds)
{
	const char *device = plan->instance->device;
	int rc = 0;

	/* the user's signals have had their effect; the time starts anew */
	signals_protect(true);
	deadline_start(seconds);
	if (is_bound_to(plan, nd_ours)) {
		move_offline(move);
		rc = child_write(&files->unbind, device, NULL, false);
	}
	if (is_bound_to(plan, "")) {
		deadline_start(seconds);
		rc = child_write(&files->stock_bind, device, NULL, false);
	}
	deadline_stop();
	signals_protect(false);

	if (rc == -ETIMEDOUT) {
		log_error("%s: the kernel is still at it; when 'dax-kmem list' shows that it is "
			  "done, 'dax-kmem detach' brings it back to %s if it is not there",
			  plan->uuid, plan->home);
		return DK_TIMEOUT;
	}
	if (is_bound_to(plan, plan->home))
		log_warning("%s: back with driver %s, nothing has changed", plan->uuid, plan->home);
	else
		log_error("%s: cannot be given back to %s: %s; %s", plan->uuid, plan->home,
			  rc ? strerror(-rc) : "it is bound elsewhere",
			  is_bound_to(plan, nd_ours) ?
			  "its memory is still RAM, and 'dax-kmem detach' tries again" :
			  "'dax-kmem attach' tries again");
	return DK_ROLLED_BACK;
}

/* What to do about a bind that failed with @rc, or blocks that did not go online. */
static enum exit_code give_up(const struct plan *plan, struct nd_files *files, int rc,
			      bool touched, const struct move *move, unsigned int seconds)
{
	/* before anything was done to it */
	if (rc == -EUSERS)
		return DK_BUSY;
	if (rc == -ESTALE)
		return DK_GONE;
	if (!nd_exists(plan->instance->device)) {
		log_error("%s: the device has gone away", plan->uuid);
		return DK_GONE;
	}
	/* dax_pmem would write a new info block over the one that cannot be read */
	if (rc == -EBADMSG) {
		log_error("%s: its info block is damaged, so it is left without a driver; %s, to "
			  "which 'dax-kmem detach' would give it too, writes a new one", plan->uuid,
			  plan->home);
		return DK_ROLLED_BACK;
	}
	/* nobody has looked at its info block yet */
	if (!touched && !plan->unbind) {
		log_warning("%s: still without a driver, nothing has changed", plan->uuid);
		return DK_ROLLED_BACK;
	}
	return roll_back(plan, files, move, seconds);
}

static enum exit_code act_bind(const struct plan *plan, struct nd_files *files,
			       unsigned int seconds)
{
	struct instance now = *plan->instance;
	struct move move = { &now, plan->uuid, plan->block_size };
	enum exit_code code = DK_DONE, undone;
	bool touched = false;
	int rc;

	now.blocks = plan->blocks;
	rc = bind_ours(plan, files, &touched);
	/* locked by what is still in the kernel: not even to be looked at */
	if (rc == -ETIMEDOUT)
		return DK_TIMEOUT;
	/* what was added counts, not what was planned */
	if (!sysfs_dry_run && (!rc || is_bound_to(plan, nd_ours)))
		instance_read_after(&now, plan->instance->device);
	if (!rc && plan->onlining)
		code = move_online(&move, plan->zone, true);
	if (!rc && !code)
		return DK_DONE;
	undone = give_up(plan, files, rc, touched, &move, seconds);
	/* no failure of ours: the namespace is not what can be RAM */
	if (rc == -ERANGE)
		code = DK_UNSUITABLE;
	/* without the device nothing else counts */
	return undone == DK_GONE ? undone : exit_worst(undone, code);
}

/* Memory that was RAM before this run, and in use, is not taken away by its failure. */
static enum exit_code act_online(const struct plan *plan, struct nd_files *files,
				 unsigned int seconds)
{
	struct move move = { plan->instance, plan->uuid, plan->block_size };
	enum zone allowed = plan->instance->allowed;
	struct guard guard = { &files->zone, allowed, allowed };
	unsigned char *before;
	enum exit_code code;
	int rc;

	rc = move_look(&move, &before);
	if (rc) {
		fail(plan, "looking at its memory blocks", rc);
		return DK_ROLLED_BACK;
	}
	rc = guard_set(&guard, plan->zone);
	if (rc) {
		fail(plan, "zone", rc);
		free(before);
		return DK_ROLLED_BACK;
	}
	code = move_online(&move, plan->zone, plan->moving);
	if (code)
		move_back(&move, &guard, before, seconds);
	free(before);
	return code;
}

static enum exit_code ready(const struct plan *plan, struct nd_files *files)
{
	unsigned int want = plan->bind ? ND_WANT_BIND | ND_WANT_UNBIND | ND_WANT_STOCK :
					 ND_WANT_UNBIND | ND_WANT_ZONE;
	enum exit_code rc;

	rc = module_load(nd_ours);
	/* a device without a driver need not have met its own */
	if (!rc && plan->bind)
		rc = module_load(plan->home);
	return rc ? rc : nd_open(files, plan->instance->device, plan->home, want);
}

enum exit_code attach_device(const struct plan *plan, unsigned int seconds)
{
	struct nd_files files;
	enum exit_code rc;

	if (!plan->bind && !plan->onlining) {
		/* a run that was killed may have left it there */
		nd_forget(plan->uuid);
		return DK_DONE;
	}
	rc = ready(plan, &files);
	if (rc)
		return rc;
	deadline_start(seconds);
	if (plan->bind) {
		rc = act_bind(plan, &files, seconds);
	} else {
		/* likewise */
		sysfs_write(&files.remove_id, plan->uuid);
		rc = act_online(plan, &files, seconds);
	}
	deadline_stop();
	nd_close(&files);
	return rc;
}
