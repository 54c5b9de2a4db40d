// SPDX-License-Identifier: GPL-2.0-only
/* The dance: new_id, unbind, bind, remove_id, and every block online. */
#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "act.h"
#include "log.h"
#include "module.h"
#include "nd.h"
#include "sysfs.h"
#include "util.h"

volatile sig_atomic_t act_interrupted;

/* Every file that an attach or its undoing writes, but for the blocks' own. */
struct files {
	struct sysfs_file new_id, remove_id, bind, unbind, home_bind, home_unbind;
	struct sysfs_file zone;
};

static void close_files(struct files *files)
{
	sysfs_close(&files->new_id);
	sysfs_close(&files->remove_id);
	sysfs_close(&files->bind);
	sysfs_close(&files->unbind);
	sysfs_close(&files->home_bind);
	sysfs_close(&files->home_unbind);
	sysfs_close(&files->zone);
}

static enum exit_code open_file(struct sysfs_file *file, const char *dir, const char *name,
				const char *file_name)
{
	int rc = sysfs_open(file, "%s%s/%s", dir, name, file_name);

	if (!rc)
		return DK_DONE;
	log_error("%s: %s; %s", file->path, strerror(-rc),
		  rc == -ENOENT ? "is its module loaded?" : "run as root");
	return rc == -ENOENT ? DK_MODULE : DK_PERMISSION;
}

static enum exit_code open_files(struct files *files, const struct plan *plan)
{
	const struct { struct sysfs_file *file; const char *driver, *name; } wanted[] = {
		{ &files->new_id, ND_OURS, "new_id" },
		{ &files->remove_id, ND_OURS, "remove_id" },
		{ &files->bind, ND_OURS, "bind" },
		{ &files->unbind, ND_OURS, "unbind" },
		{ &files->home_bind, plan->home, "bind" },
		{ &files->home_unbind, plan->home, "unbind" },
	};
	enum exit_code rc = DK_DONE;
	size_t i;

	files->zone.fd = -1;
	for (i = 0; i < ARRAY_SIZE(wanted); i++)
		wanted[i].file->fd = -1;
	if (!plan->bind)
		rc = open_file(&files->zone, ND_DEVICES, plan->instance->device, ND_OURS "/zone");
	for (i = 0; plan->bind && !rc && i < ARRAY_SIZE(wanted); i++)
		rc = open_file(wanted[i].file, ND_DRIVERS, wanted[i].driver, wanted[i].name);
	if (rc)
		close_files(files);
	return rc;
}

/* Which driver has the device now? "" for none; what a write returned does not tell. */
static bool is_bound_to(const struct plan *plan, const char *driver)
{
	char now[NAME_LEN];

	if (sysfs_dry_run)
		return true;
	sysfs_link_name(now, sizeof(now), ND_DEVICES "%s/driver", plan->instance->device);
	return !strcmp(now, driver);
}

static bool is_gone(const struct plan *plan)
{
	return !sysfs_exists(ND_DEVICES "%s", plan->instance->device);
}

static void fail(const struct plan *plan, const char *step, int rc)
{
	log_error("%s: %s failed: %s; the kernel log says more", plan->uuid, step,
		  rc ? strerror(-rc) : "the device is not where it should be");
}

/*
 * Returns 0, or what the step that failed said. Nothing is listed afterwards, whatever happened.
 */
static int bind_ours(const struct plan *plan, struct files *files)
{
	const char *device = plan->instance->device;
	char id[128], node[32] = "";
	int rc;

	if (plan->wish->node >= 0)
		snprintf(node, sizeof(node), " node=%d", plan->wish->node);
	snprintf(id, sizeof(id), "%s zone=%s%s", plan->uuid, zone_names[plan->zone], node);

	rc = sysfs_write(&files->new_id, id);
	if (rc) {
		fail(plan, "new_id", rc);
		return rc;
	}
	if (plan->unbind) {
		rc = sysfs_write(&files->home_unbind, device);
		if (is_bound_to(plan, ""))
			rc = 0;
		else if (!rc)
			rc = -EBUSY;
		if (rc)
			fail(plan, "unbind", rc);
	}
	if (!rc) {
		rc = sysfs_write(&files->bind, device);
		if (is_bound_to(plan, ND_OURS))
			rc = 0;
		else if (!rc)
			rc = -ENODEV;
		if (rc)
			fail(plan, "bind", rc);
	}
	sysfs_write(&files->remove_id, plan->uuid);
	return rc;
}

static bool online(const struct plan *plan, const struct blocks *blocks)
{
	size_t i;
	int rc;

	for (i = 0; i < blocks->count; i++) {
		uint64_t number = blocks->first + blocks_online_order(i, blocks->count);

		if (act_interrupted) {
			log_error("%s: interrupted", plan->uuid);
			return false;
		}
		rc = block_online(number, plan->zone, plan->moving);
		if (!rc)
			continue;
		log_error("%s: memory%" PRIu64 " is not online in zone %s: %s", plan->uuid, number,
			  zone_names[plan->zone],
			  rc == -EAGAIN ? "something else onlines it" : strerror(-rc));
		return false;
	}
	return true;
}

/* Back to where it came from, from wherever it is. */
static void roll_back(const struct plan *plan, struct files *files, const struct blocks *blocks)
{
	const char *device = plan->instance->device;
	sigset_t all, before;
	size_t i;
	int rc = 0;

	/* a pending signal would end each offlining with EINTR */
	sigfillset(&all);
	sigprocmask(SIG_BLOCK, &all, &before);
	if (is_bound_to(plan, ND_OURS)) {
		for (i = 0; i < blocks->count; i++)
			block_offline(blocks->first + blocks_offline_order(i, blocks->count));
		rc = sysfs_write(&files->unbind, device);
	}
	if (is_bound_to(plan, ""))
		rc = sysfs_write(&files->home_bind, device);
	sigprocmask(SIG_SETMASK, &before, NULL);

	if (is_bound_to(plan, plan->home))
		log_warning("%s: back with driver %s, nothing has changed", plan->uuid, plan->home);
	else
		log_error("%s: cannot be given back to %s: %s; %s", plan->uuid, plan->home,
			  rc ? strerror(-rc) : "it is bound elsewhere",
			  is_bound_to(plan, ND_OURS) ?
			  "its memory is still RAM, 'dax-kmem list' shows it" :
			  "'dax-kmem attach' tries again");
}

/* What to do about a bind that failed with @rc. */
static enum exit_code give_up(const struct plan *plan, struct files *files, int rc,
			      const struct blocks *blocks)
{
	if (is_gone(plan)) {
		log_error("%s: the device has gone away", plan->uuid);
		return DK_GONE;
	}
	/* dax_pmem would write a new info block over the one that cannot be read */
	if (rc == -EBADMSG) {
		log_error("%s: its info block is damaged, so it is left without a driver; to have "
			  "a new one written, bind it to %s", plan->uuid, plan->home);
		return DK_ROLLED_BACK;
	}
	roll_back(plan, files, blocks);
	return DK_ROLLED_BACK;
}

static enum exit_code act_bind(const struct plan *plan, struct files *files)
{
	struct blocks blocks = plan->blocks;
	struct instance now;
	int rc;

	rc = bind_ours(plan, files);
	if (rc)
		return give_up(plan, files, rc, &blocks);
	/* what was added counts, not what was planned */
	if (!sysfs_dry_run && !instance_read(&now, plan->instance->device))
		blocks = now.blocks;
	if (!plan->onlining || online(plan, &blocks))
		return DK_DONE;
	return give_up(plan, files, 0, &blocks);
}

/* What a move between zones has taken offline goes online again, where it may. */
static void put_back(const struct plan *plan, struct files *files)
{
	size_t i, lost = 0;

	if (plan->zone != plan->instance->allowed)
		sysfs_write(&files->zone, zone_names[plan->instance->allowed]);
	if (plan->instance->state != STATE_RAM)
		return;
	for (i = 0; i < plan->blocks.count; i++)
		lost += !!block_online(plan->blocks.first + i, plan->instance->allowed, false);
	if (lost)
		log_error("%s: %zu blocks stay offline; 'dax-kmem attach' tries again", plan->uuid,
			  lost);
}

/* Memory that was RAM before this run, and in use, is not taken away by its failure. */
static enum exit_code act_online(const struct plan *plan, struct files *files)
{
	int rc = 0;

	if (plan->zone != plan->instance->allowed)
		rc = sysfs_write(&files->zone, zone_names[plan->zone]);
	if (rc) {
		fail(plan, "zone", rc);
		return DK_ROLLED_BACK;
	}
	if (online(plan, &plan->blocks))
		return DK_DONE;
	put_back(plan, files);
	return DK_ROLLED_BACK;
}

enum exit_code act_attach(const struct plan *plan)
{
	struct files files;
	enum exit_code rc;

	if (!plan->bind && !plan->onlining)
		return DK_DONE;
	rc = module_load();
	if (!rc)
		rc = open_files(&files, plan);
	if (rc)
		return rc;
	rc = plan->bind ? act_bind(plan, &files) : act_online(plan, &files);
	close_files(&files);
	return rc;
}
