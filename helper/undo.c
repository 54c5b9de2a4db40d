// SPDX-License-Identifier: GPL-2.0-only
/* The way back: every block offline, unbind, and the driver that it came from. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "act.h"
#include "bounded.h"
#include "log.h"
#include "module.h"
#include "nd.h"
#include "util.h"
#include "walk.h"

/* @removing: the kernel is still at it, and nothing is to be done against that */
static enum exit_code take_away(const struct walk *walk, struct nd_files *files, bool *removing)
{
	const char *device = walk->instance->device;
	struct patience patience = { 0 };
	enum exit_code code;
	int rc = -EBUSY;

	/* blocks that something else onlines keep it from being unbound */
	while (bounded_patience(&patience)) {
		if (bounded_over() || bounded_stopped())
			return walk_stopped(walk);
		code = walk_offline(walk);
		if (code)
			return code;
		rc = bounded_write(&files->unbind, device, NULL, false);
		if (rc == -ETIMEDOUT) {
			log_error("%s: the kernel is still removing its memory; 'dax-kmem detach' "
				  "finishes when it has", walk->uuid);
			*removing = true;
			return DK_TIMEOUT;
		}
		if (nd_is_bound_to(device, "") || sysfs_dry_run)
			return DK_DONE;
		if (rc != -EBUSY)
			break;
	}
	log_error("%s: unbind failed: %s; %s", walk->uuid,
		  rc ? strerror(-rc) : "it is still bound",
		  rc == -EBUSY ? "does a udev rule online its blocks?" :
				 "the kernel log says more");
	return DK_ROLLED_BACK;
}

static enum exit_code go_home(const struct walk *walk, struct nd_files *files, const char *home,
			      unsigned int seconds)
{
	const char *device = walk->instance->device;
	int rc;

	/* half a detach is none: from here on it is brought to its end, which has its own time */
	bounded_protect(true);
	bounded_start(seconds);
	rc = bounded_write(&files->home_bind, device, NULL, false);
	bounded_protect(false);
	/* the link to the driver is there before the driver has said that it takes it */
	if (rc == -ETIMEDOUT) {
		log_error("%s: %s is still taking it; 'dax-kmem list' shows when it has it, and "
			  "'dax-kmem detach' tries again if not", walk->uuid, home);
		return DK_TIMEOUT;
	}
	if (nd_is_bound_to(device, home)) {
		if (!sysfs_dry_run)
			log_info("%s: back with driver %s", walk->uuid, home);
		return DK_DONE;
	}
	if (!nd_exists(device)) {
		log_error("%s: the device has gone away", walk->uuid);
		return DK_GONE;
	}
	log_error("%s: %s does not take it: %s; it has no driver now, and 'dax-kmem detach' tries "
		  "again", walk->uuid, home, rc ? strerror(-rc) : "the kernel log says more");
	return DK_ROLLED_BACK;
}

static enum exit_code all_or_none(const struct walk *walk, struct nd_files *files,
				  const unsigned char *before, unsigned int seconds)
{
	enum zone allowed = walk->instance->allowed;
	struct guard guard = { &files->zone, allowed, allowed };
	bool removing = false;
	enum exit_code rc;

	rc = take_away(walk, files, &removing);
	if (rc && !removing && nd_is_bound_to(walk->instance->device, nd_ours))
		walk_back(walk, &guard, before, seconds);
	return rc;
}

static enum exit_code act(const struct walk *walk, struct nd_files *files, const char *home,
			  bool bound, unsigned int seconds)
{
	unsigned char *before = NULL;
	enum exit_code rc = DK_DONE;
	int err;

	err = bound ? walk_look(walk, &before) : 0;
	if (err) {
		log_error("%s: its memory blocks cannot be read: %s; run as root", walk->uuid,
			  strerror(-err));
		return err == -EACCES || err == -EPERM ? DK_PERMISSION : DK_FAILED;
	}
	/* otherwise the next thing to look at the device takes it again */
	sysfs_write(&files->remove_id, walk->uuid);
	if (bound)
		rc = all_or_none(walk, files, before, seconds);
	free(before);
	return rc ? rc : go_home(walk, files, home, seconds);
}

enum exit_code act_detach(const struct instance *instance, const struct machine *machine,
			  unsigned int seconds)
{
	bool bound = !strcmp(instance->driver, nd_ours);
	unsigned int want = ND_WANT_HOME;
	char uuid[UUID_STR_LEN];
	struct walk walk = { instance, uuid, machine->block_size };
	struct nd_files files;
	enum exit_code rc;

	uuid_unparse_lower(instance->uuid, uuid);
	rc = module_load(nd_home());
	if (rc)
		return rc;
	if (nd_driver_exists(nd_ours))
		want |= ND_WANT_UNBIND;
	/* what cannot be taken away goes back online, past the guard */
	if (bound)
		want |= ND_WANT_ZONE;
	rc = nd_open(&files, instance->device, nd_home(), want);
	if (rc)
		return rc;
	bounded_start(seconds);
	rc = act(&walk, &files, nd_home(), bound, seconds);
	bounded_stop();
	nd_close(&files);
	return rc;
}
