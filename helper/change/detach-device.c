// SPDX-License-Identifier: GPL-2.0-only
/* The way back: every block offline, unbind, and the driver that it came from. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "base/child.h"
#include "base/deadline.h"
#include "base/log.h"
#include "base/signals.h"
#include "base/util.h"
#include "change/attach-device.h"
#include "change/move-blocks.h"
#include "devices/kernel-module.h"
#include "devices/nd-driver.h"

/* @removing: the kernel is still at it, and nothing is to be done against that */
static enum exit_code take_away(const struct move *move, struct nd_files *files, bool *removing)
{
	const char *device = move->instance->device;
	struct patience patience = { 0 };
	enum exit_code code;
	int rc = -EBUSY;

	/* blocks that something else onlines keep it from being unbound */
	while (deadline_patience(&patience)) {
		if (deadline_over() || signals_stopped())
			return move_stopped(move);
		code = move_offline(move);
		if (code)
			return code;
		rc = child_write(&files->unbind, device, NULL, false);
		if (rc == -ETIMEDOUT) {
			log_error("%s: the kernel is still removing its memory; 'dax-kmem detach' "
				  "finishes when it has", move->uuid);
			*removing = true;
			return DK_TIMEOUT;
		}
		if (nd_is_bound_to(device, "") || sysfs_dry_run)
			return DK_DONE;
		if (rc != -EBUSY)
			break;
	}
	log_error("%s: unbind failed: %s; %s", move->uuid,
		  rc ? strerror(-rc) : "it is still bound",
		  rc == -EBUSY ? "does a udev rule online its blocks?" :
				 "the kernel log says more");
	return DK_ROLLED_BACK;
}

static enum exit_code go_home(const struct move *move, struct nd_files *files, const char *home,
			      unsigned int seconds)
{
	const char *device = move->instance->device;
	int rc;

	/* half a detach is none: from here on it is brought to its end, which has its own time */
	signals_protect(true);
	deadline_start(seconds);
	rc = child_write(&files->stock_bind, device, NULL, false);
	signals_protect(false);
	/* the link to the driver is there before the driver has said that it takes it */
	if (rc == -ETIMEDOUT) {
		log_error("%s: %s is still taking it; 'dax-kmem list' shows when it has it, and "
			  "'dax-kmem detach' tries again if not", move->uuid, home);
		return DK_TIMEOUT;
	}
	if (nd_is_bound_to(device, home)) {
		if (!sysfs_dry_run)
			log_info("%s: back with driver %s", move->uuid, home);
		return DK_DONE;
	}
	if (!nd_exists(device)) {
		log_error("%s: the device has gone away", move->uuid);
		return DK_GONE;
	}
	log_error("%s: %s does not take it: %s; it has no driver now, and 'dax-kmem detach' tries "
		  "again", move->uuid, home, rc ? strerror(-rc) : "the kernel log says more");
	return DK_ROLLED_BACK;
}

static enum exit_code all_or_none(const struct move *move, struct nd_files *files,
				  const unsigned char *before, unsigned int seconds)
{
	enum zone allowed = move->instance->allowed;
	struct guard guard = { &files->zone, allowed, allowed };
	bool removing = false;
	enum exit_code rc;

	rc = take_away(move, files, &removing);
	if (rc && !removing && nd_is_bound_to(move->instance->device, nd_ours))
		move_back(move, &guard, before, seconds);
	return rc;
}

static enum exit_code act(const struct move *move, struct nd_files *files, const char *home,
			  bool bound, unsigned int seconds)
{
	unsigned char *before = NULL;
	enum exit_code rc = DK_DONE;
	int err;

	err = bound ? move_look(move, &before) : 0;
	if (err) {
		log_error("%s: its memory blocks cannot be read: %s; run as root", move->uuid,
			  strerror(-err));
		return err == -EACCES || err == -EPERM ? DK_PERMISSION : DK_FAILED;
	}
	/* otherwise the next thing to look at the device takes it again */
	sysfs_write(&files->remove_id, move->uuid);
	if (bound)
		rc = all_or_none(move, files, before, seconds);
	free(before);
	return rc ? rc : go_home(move, files, home, seconds);
}

enum exit_code detach_device(const struct instance *instance, const struct machine *machine,
			     unsigned int seconds)
{
	bool bound = !strcmp(instance->driver, nd_ours);
	unsigned int want = ND_WANT_STOCK;
	char uuid[UUID_STR_LEN];
	struct move move = { instance, uuid, machine->block_size };
	struct nd_files files;
	enum exit_code rc;

	uuid_unparse_lower(instance->uuid, uuid);
	rc = module_load(nd_stock_driver());
	if (rc)
		return rc;
	if (nd_driver_exists(nd_ours))
		want |= ND_WANT_UNBIND;
	/* what cannot be taken away goes back online, past the guard */
	if (bound)
		want |= ND_WANT_ZONE;
	rc = nd_open(&files, instance->device, nd_stock_driver(), want);
	if (rc)
		return rc;
	deadline_start(seconds);
	rc = act(&move, &files, nd_stock_driver(), bound, seconds);
	deadline_stop();
	nd_close(&files);
	return rc;
}
