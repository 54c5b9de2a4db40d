// SPDX-License-Identifier: GPL-2.0-only
/* auto: what systemd's units run at boot. */
#include <stdlib.h>
#include <string.h>

#include "base/kernel-cmdline.h"
#include "base/log.h"
#include "base/signals.h"
#include "base/sysfs.h"
#include "base/util.h"
#include "change/lock.h"
#include "commands/change-instance.h"
#include "commands/command.h"
#include "devices/discover.h"
#include "devices/nd-driver.h"
#include "devices/settle.h"
#include "settings/config-missing.h"
#include "settings/config.h"
#include "settings/modprobe-early.h"

/*
 * Every run that holds the lock ends within a bound of its own, and many may wait for one another.
 * It is waited for twice at most; the units' TimeoutStartSec= is longer than that.
 */
#define LOCK_WAIT_SECONDS	1800
#define PATIENCE_SECONDS	2	/* with what is locked, before the others are attached */
#define PROBE_SECONDS		120	/* and after that */

/* "dax_kmem.disable=1" on the kernel's command line: 1 for yes, 0 for no, -1 for neither. */
static int switched_off(void)
{
	char line[SYSFS_VALUE_MAX];
	const char *value;

	if (sysfs_read(line, sizeof(line), "/proc/cmdline"))
		return 0;
	value = cmdline_value(line, "dax_kmem.disable");
	return value ? cmdline_truth(value) : 0;
}

/* Is there a reason to leave everything alone? It is logged. */
static bool is_left_out(const char *device, enum exit_code *rc)
{
	int off = switched_off();

	*rc = DK_DONE;
	if (sysfs_exists("/proc/vmcore")) {
		log_info("%s: left alone: this kernel was started to save a crashed one's memory",
			 device);
	} else if (off > 0) {
		log_info("%s: left alone, as dax_kmem.disable=1 asks", device);
	} else if (off < 0) {
		log_error("%s: not attached: dax_kmem.disable= on the kernel command line is "
			  "neither yes nor no, and the module is not loaded with it; give 1 or 0",
			  device);
		*rc = DK_USAGE;
	} else {
		return false;
	}
	return true;
}

static bool is_ours(const struct instance *instance)
{
	return !strcmp(instance->driver, nd_ours);
}

/* Says which section lists it, or that none does: at boot, this is the one line about it. */
static const struct entry *find_entry(const struct config *config,
				      const struct instance *instance)
{
	const struct entry *entry = config_find(config, instance);
	char uuid[UUID_STR_LEN];

	uuid_unparse_lower(instance->uuid, uuid);
	if (entry) {
		log_info("%s: %s, listed in %s:%u", instance->device, uuid, entry->file,
			 entry->line);
		early_warn(entry, instance);
	} else if (is_ours(instance)) {
		log_warning("%s: %s is held by dax_kmem, and no section of the configuration lists "
			    "it; an old initramfs may: 'update-initramfs -u -k all'",
			    instance->device, uuid);
	} else {
		log_info("%s: %s%s%s: left as it is, no section of the configuration lists it",
			 instance->device, uuid, instance->label[0] ? ", name " : "",
			 instance->label);
	}
	return entry;
}

static const struct instance *find_device(const struct instances *all, const char *device)
{
	size_t i;

	for (i = 0; i < all->count; i++) {
		if (!strcmp(all->list[i].device, device))
			return &all->list[i];
	}
	return NULL;
}

/* Did the module take it by itself? Its parameter stays as it was when the module was loaded. */
static bool is_taken_early(const struct instance *instance)
{
	char ids[SYSFS_VALUE_MAX], uuid[UUID_STR_LEN];

	uuid_unparse_lower(instance->uuid, uuid);
	return is_ours(instance) &&
	       !sysfs_read(ids, sizeof(ids), "/sys/module/dax_kmem/parameters/ids") &&
	       strcasestr(ids, uuid);
}

static enum exit_code hand_back(const struct instance *taken, unsigned int timeout)
{
	struct instance now;

	log_info("%s: taken early, and not in use: it is given back", taken->device);
	signals_catch();
	return detach_instance(taken, timeout, &now);
}

/*
 * A device that the module has taken early, and that nobody will bring online, is to be persistent
 * memory as if it had not. What is online is left as it is, for a person to decide; so is what
 * somebody has attached by hand.
 */
static enum exit_code give_back(const struct instance *found, unsigned int timeout)
{
	struct instance now;
	enum exit_code rc;

	if (!is_taken_early(found))
		return DK_DONE;
	rc = lock_take(LOCK_WAIT_SECONDS);
	if (!rc)
		rc = instance_again(&now, found);
	if (rc || now.state != STATE_OFFLINE)
		return rc;
	return hand_back(&now, timeout);
}

/*
 * What cannot be changed while it is RAM is no reason to leave the memory offline: an old
 * initramfs may have taken it with other options than are listed now.
 */
static struct wish settle_for(const struct instance *instance, const struct wish *wanted)
{
	struct wish wish = *wanted;
	enum memmap memmap;

	if (!is_ours(instance))
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

	rc = attach_instance(all, instance, &wish, timeout, &now);
	/* as what is bound here and fails is rolled back, so is what the module has bound */
	if (rc && rc != DK_TIMEOUT && instance->state == STATE_OFFLINE && is_taken_early(instance))
		hand_back(instance, timeout);
	return rc;
}

/* The unit does not argue with who has just attached it by hand, in another zone maybe. */
static bool is_left_alone(const struct instance *instance)
{
	return instance->state == STATE_RAM && !is_taken_early(instance);
}

/**
 * struct job - what auto was asked to attach
 * @device: only this one, or NULL
 * @locked: what the kernel kept locked in the round before; nothing in the first round
 */
struct job {
	const char *device;
	unsigned int timeout;
	struct instances locked;
};

static bool is_wanted(const struct job *job, const struct instance *instance)
{
	if (job->locked.count)
		return find_device(&job->locked, instance->device);
	return !job->device || !strcmp(job->device, instance->device);
}

static enum exit_code attach_one(const struct job *job, const struct instances *all,
				 const struct instance *instance, const struct entry *entry)
{
	if (job->device && is_left_alone(instance)) {
		log_info("%s: it is RAM already, and stays as it is", instance->device);
		return DK_DONE;
	}
	return attach_entry(all, instance, entry, job->timeout);
}

/* Of @all those that are wanted and listed, with all that there is to know of them. */
static enum exit_code choose(const struct job *job, const struct config *config,
			     const struct instances *all, struct instances *chosen)
{
	size_t i;

	memset(chosen, 0, sizeof(*chosen));
	chosen->list = calloc(all->count + 1, sizeof(*chosen->list));
	if (!chosen->list) {
		log_error("out of memory");
		return DK_FAILED;
	}
	for (i = 0; i < all->count; i++) {
		if (is_wanted(job, &all->list[i]) && find_entry(config, &all->list[i]))
			chosen->list[chosen->count++] = all->list[i];
	}
	return instances_examine(chosen, PATIENCE_SECONDS);
}

/* @job->locked is afterwards what could not be looked at. */
static enum exit_code attach_chosen(struct job *job, const struct config *config,
				    const struct instances *all, struct instances *chosen)
{
	enum exit_code worst = DK_DONE;
	size_t i, locked = 0;

	signals_catch();
	for (i = 0; i < chosen->count && !signals_stopped(); i++) {
		const struct instance *instance = &chosen->list[i];

		if (instance->state == STATE_LOCKED)
			chosen->list[locked++] = *instance;
		else
			worst = exit_worst(worst, attach_one(job, all, instance,
							     config_find(config, instance)));
	}
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
 * As the only run. The configuration is read anew: the run that was waited for may have been a
 * "disable".
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
	if (!rc && job->device && !find_device(&all, job->device)) {
		log_error("%s: it has gone away meanwhile", job->device);
		rc = DK_GONE;
	}
	if (!rc)
		rc = config_load(&config) ? choose(job, &config, &all, &chosen) : DK_USAGE;
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

/* Has anything that was locked let itself be looked at meanwhile? */
static bool is_any_free(const struct instances *locked)
{
	size_t i;

	for (i = 0; i < locked->count; i++) {
		if (locked->list[i].state != STATE_LOCKED)
			return true;
	}
	return false;
}

/*
 * What is locked is attached last: a driver may be taking it, which takes long where it has
 * terabytes to prepare. Other runs are not kept meanwhile.
 */
static enum exit_code attach_listed(const char *device, unsigned int timeout)
{
	unsigned int patience = timeout && timeout < PROBE_SECONDS ? timeout : PROBE_SECONDS;
	struct job job = { device, timeout, { 0 } };
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
		instance_say_locked(&job.locked.list[i]);
		rc = exit_worst(rc, DK_TIMEOUT);
	}
	instances_free(&job.locked);
	return rc;
}

/* For a device that is to be looked at whatever the configuration says. */
static enum exit_code give_back_named(const char *device, unsigned int timeout)
{
	const struct instance *instance;
	struct instances all;
	enum exit_code rc;

	rc = instances_discover(&all);
	if (rc)
		return rc;
	instance = find_device(&all, device);
	/* a seed, or gone again: udev is told of those too */
	if (instance)
		rc = give_back(instance, timeout);
	instances_free(&all);
	return rc;
}

static enum exit_code auto_one(const char *device, unsigned int timeout,
			       const struct config *config)
{
	const struct instance *instance;
	struct instances all;
	enum exit_code rc;

	rc = instances_discover(&all);
	if (rc)
		return rc;
	instance = find_device(&all, device);
	if (instance && config_find(config, instance)) {
		/* of two copies of one instance both are to be seen */
		settle_bus();
		rc = attach_listed(device, timeout);
	} else if (instance) {
		/* where nothing is listed there is nothing to say of what is done by hand */
		if (config->count || is_taken_early(instance))
			find_entry(config, instance);
		rc = give_back(instance, timeout);
	}
	instances_free(&all);
	return rc;
}

static bool is_complete(void *config)
{
	return !missing_any(config);
}

int command_auto(const struct request *request)
{
	const char *device = request->n_targets ? request->targets[0] : "everything";
	struct config config;
	enum exit_code rc;

	if (is_left_out(device, &rc))
		return rc;
	if (!config_load(&config)) {
		log_error("%s: not attached: the configuration has errors; see 'dax-kmem "
			  "check-config'", device);
		if (request->n_targets)
			rc = give_back_named(device, request->timeout);
		rc = exit_worst(rc, DK_USAGE);
	} else if (request->n_targets) {
		rc = auto_one(device, request->timeout, &config);
	} else if (config.count) {
		settle_machine(is_complete, &config);
		rc = attach_listed(NULL, request->timeout);
	}
	config_free(&config);
	return rc;
}
