// SPDX-License-Identifier: GPL-2.0-only
/* Attaches what is listed, in rounds: the kernel may hold the locks of some devices for long. */
#include <stdlib.h>
#include <string.h>

#include "base/log.h"
#include "base/signals.h"
#include "base/util.h"
#include "change/lock.h"
#include "commands/auto-attach.h"
#include "commands/auto-result.h"
#include "commands/change-instance.h"
#include "commands/report.h"
#include "commands/taken-early.h"
#include "devices/discover.h"
#include "settings/config-missing.h"
#include "settings/config.h"
#include "settings/modprobe-early.h"

#define PATIENCE_SECONDS	2	/* for locked devices, before the others */
#define PROBE_SECONDS		120	/* for them, after that */

static void say_not_listed(const struct instance *instance, const char *uuid)
{
	if (instance_is_ours(instance))
		log_warning("%s: %s is held by dax_kmem, and no section of the configuration lists "
			    "it; an old initramfs may: 'update-initramfs -u -k all'",
			    instance->device, uuid);
	else
		log_info("%s: %s%s%s: left as it is, no section of the configuration lists it",
			 instance->device, uuid, instance->label[0] ? ", name " : "",
			 instance->label);
}

enum exit_code find_listing(const struct config *config, const struct instance *instance,
			    const struct entry **entry)
{
	const struct entry *doubt = config_find_doubt(config, instance);
	char uuid[UUID_STR_LEN];

	uuid_unparse_lower(instance->id.uuid, uuid);
	*entry = config_find(config, instance);
	if (*entry) {
		log_info("%s: %s, listed in %s:%u", instance->device, uuid, (*entry)->file,
			 (*entry)->line);
		early_warn(*entry, instance);
		return DK_DONE;
	}
	if (doubt) {
		log_error("%s: %s: not attached: %s:%u, which lists it, has errors; see 'dax-kmem "
			  "check-config'", instance->device, uuid, doubt->file, doubt->line);
		return DK_USAGE;
	}
	if (config->unread || config->unclear) {
		log_error("%s: %s: not attached: errors in the configuration hide whether anything "
			  "lists it; see 'dax-kmem check-config'", instance->device, uuid);
		return DK_USAGE;
	}
	say_not_listed(instance, uuid);
	return DK_DONE;
}

/*
 * An old initramfs may have taken the device with other options than are listed now. Those that
 * cannot be changed while it is RAM are left as they are, so that the memory still goes online.
 */
static struct wish settle_for(const struct instance *instance, const struct wish *wanted)
{
	struct wish wish = *wanted;
	enum memmap memmap;

	if (!instance_is_ours(instance))
		return wish;
	if (wish.node >= 0 && wish.node != instance->node) {
		log_warning("%s: it is RAM on node %d, and not on node %d as listed, before it is "
			    "detached and attached", instance->device, instance->node, wish.node);
		wish.node = -1;
	}
	if (wish.memmap != MEMMAP_AUTO && memmap_from_name(&memmap, instance->memmap) &&
	    memmap != wish.memmap) {
		log_warning("%s: its page array is in %s, and not in %s as listed, before it is "
			    "detached and attached", instance->device, instance->memmap,
			    memmap_names[wish.memmap]);
		wish.memmap = MEMMAP_AUTO;
	}
	return wish;
}

static enum exit_code attach_entry(const struct instances *all, const struct instance *instance,
				   const struct entry *entry, unsigned int timeout)
{
	struct wish wish = settle_for(instance, &entry->wish);
	struct instance now;
	enum exit_code rc;

	rc = change_instance(GOAL_ATTACH, all, instance, &wish, timeout, &now);
	/* a failed attach is rolled back, also when it was the module that bound the device */
	if (rc && rc != DK_TIMEOUT && instance->state == STATE_OFFLINE && taken_early(instance))
		taken_early_hand_back(instance, timeout);
	return rc;
}

/* Somebody may have just attached it by hand, in another zone: that is left as it is. */
static bool is_left_alone(const struct instance *instance)
{
	return instance->state == STATE_RAM && !taken_early(instance);
}

/**
 * struct job - what auto was asked to attach
 * @device: only this one, or NULL
 * @locked: devices that the kernel kept locked in the previous round; empty in the first round
 * @doubts: DK_USAGE when errors in the configuration have kept anything from being attached
 */
struct job {
	const char *device;
	unsigned int timeout;
	struct instances locked;
	enum exit_code doubts;
};

static bool is_wanted(const struct job *job, const struct instance *instance)
{
	if (job->locked.count)
		return instances_find(&job->locked, instance->device);
	return !job->device || !strcmp(job->device, instance->device);
}

static enum exit_code attach_one(const struct job *job, const struct instances *all,
				 const struct instance *instance, const struct entry *entry)
{
	enum exit_code rc;

	report_before(instance);
	if (job->device && is_left_alone(instance)) {
		report_after(instance);
		log_info("%s: it is RAM already, and stays as it is", instance->device);
		return DK_DONE;
	}
	auto_result_begin();
	rc = attach_entry(all, instance, entry, job->timeout);
	auto_result_write(instance, rc);
	return rc;
}

/* Chooses those of @all that are wanted and listed, and reads everything about them. */
static enum exit_code choose_listed(struct job *job, const struct config *config,
				    const struct instances *all, struct instances *chosen)
{
	const struct entry *entry;
	enum exit_code rc;
	size_t i;

	memset(chosen, 0, sizeof(*chosen));
	chosen->list = calloc(all->count + 1, sizeof(*chosen->list));
	if (!chosen->list) {
		log_error("out of memory");
		return DK_FAILED;
	}
	for (i = 0; i < all->count; i++) {
		if (!is_wanted(job, &all->list[i]))
			continue;
		report_target(all->list[i].device);
		rc = find_listing(config, &all->list[i], &entry);
		report_exit(rc);
		job->doubts = exit_worst(job->doubts, rc);
		if (entry)
			chosen->list[chosen->count++] = all->list[i];
	}
	report_target(job->device);
	return instances_examine(chosen, PATIENCE_SECONDS);
}

/* Afterwards @job->locked has those that could not be read. */
static enum exit_code attach_chosen(struct job *job, const struct config *config,
				    const struct instances *all, struct instances *chosen)
{
	enum exit_code rc, worst = DK_DONE;
	size_t i, locked = 0;

	signals_catch();
	for (i = 0; i < chosen->count && !signals_stopped(); i++) {
		const struct instance *instance = &chosen->list[i];

		if (instance->state == STATE_LOCKED) {
			chosen->list[locked++] = *instance;
			continue;
		}
		report_target(instance->device);
		rc = attach_one(job, all, instance, config_find(config, instance));
		report_exit(rc);
		worst = exit_worst(worst, rc);
	}
	report_target(job->device);
	if (i < chosen->count) {
		log_error("interrupted: %zu instance%s not looked at", chosen->count - i,
			  PLURAL(chosen->count - i));
		worst = exit_worst(worst, DK_FAILED);
		locked = 0;
	}
	instances_free(&job->locked);
	job->locked = *chosen;
	job->locked.count = locked;
	return worst;
}

/*
 * Holds the lock. The configuration is read again, because the run that held the lock before may
 * have been "disable".
 */
static enum exit_code attach_round(struct job *job)
{
	struct config config = { 0 };
	struct instances all = { 0 }, chosen = { 0 };
	bool first = !job->locked.count;
	enum exit_code rc;

	rc = lock_take(LOCK_WAIT_SECONDS);
	if (!rc)
		rc = instances_discover(&all);
	if (!rc && job->device && !instances_find(&all, job->device)) {
		log_error("%s: it has gone away meanwhile", job->device);
		rc = DK_GONE;
	}
	if (!rc) {
		/* its errors have been logged, and what they concern is named in any case */
		config_load_again(&config);
		rc = choose_listed(job, &config, &all, &chosen);
	}
	if (!rc) {
		rc = attach_chosen(job, &config, &all, &chosen);
		if (first && !job->device)
			missing_say(&config, &all);
	} else {
		instances_free(&chosen);
		job->locked.count = 0;
	}
	lock_release();
	config_free(&config);
	instances_free(&all);
	return rc;
}

/* Can any of the locked devices be read by now? */
static bool is_any_free(const struct instances *locked)
{
	size_t i;

	for (i = 0; i < locked->count; i++) {
		if (locked->list[i].state != STATE_LOCKED)
			return true;
	}
	return false;
}

enum exit_code attach_listed(const char *device, unsigned int timeout)
{
	unsigned int patience = timeout && timeout < PROBE_SECONDS ? timeout : PROBE_SECONDS;
	struct job job = { .device = device, .timeout = timeout };
	enum exit_code rc;
	size_t i;

	rc = attach_round(&job);
	for (i = 0; i < job.locked.count; i++)
		log_info("%s: the kernel keeps this device locked just now: it comes last",
			 job.locked.list[i].device);
	if (job.locked.count && !signals_stopped()) {
		rc = exit_worst(rc, instances_examine(&job.locked, patience));
		if (is_any_free(&job.locked) && !signals_stopped())
			rc = exit_worst(rc, attach_round(&job));
	}
	for (i = 0; i < job.locked.count; i++) {
		if (job.locked.list[i].state != STATE_LOCKED)
			continue;
		report_target(job.locked.list[i].device);
		auto_result_begin();
		instance_say_locked(&job.locked.list[i]);
		report_exit(DK_TIMEOUT);
		auto_result_write(&job.locked.list[i], DK_TIMEOUT);
		rc = exit_worst(rc, DK_TIMEOUT);
	}
	report_target(device);
	instances_free(&job.locked);
	return exit_worst(rc, job.doubts);
}
