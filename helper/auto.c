// SPDX-License-Identifier: GPL-2.0-only
/* auto: what systemd's units run at boot. */
#include <stdlib.h>
#include <string.h>

#include "act.h"
#include "bounded.h"
#include "cmdline.h"
#include "command.h"
#include "config.h"
#include "early.h"
#include "lock.h"
#include "log.h"
#include "machine.h"
#include "nd.h"
#include "others.h"
#include "sysfs.h"
#include "util.h"

#define SETTLE_MS		120000	/* a bus may be looking for bad blocks */
#define PATIENCE_SECONDS	10

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

/*
 * Only when this is the only run are the other devices read: at boot there is a run for each, and
 * a device that is being bound is locked.
 */
static enum exit_code discover_alone(struct instances *all)
{
	enum exit_code rc = lock_take(0);

	if (rc)
		return rc;
	nd_settle(SETTLE_MS);
	rc = instances_discover(all);
	return rc ? rc : instances_examine(all, PATIENCE_SECONDS);
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
	struct instance instance;
	struct machine machine;

	if (instance_read(&instance, taken->device))
		return DK_GONE;
	log_info("%s: taken early, and not in use: it is given back", taken->device);
	if (machine_read(&machine)) {
		log_error("%s: the size of memory blocks cannot be read", taken->device);
		return DK_FAILED;
	}
	bounded_catch_signals();
	return act_detach(&instance, &machine, timeout);
}

/*
 * A device that the module has taken early, and that nobody will bring online, is to be persistent
 * memory as if it had not. What is online is left as it is, for a person to decide; so is what
 * somebody has attached by hand.
 */
static enum exit_code give_back(const char *device, unsigned int timeout)
{
	struct instance instance;
	enum exit_code rc;

	if (instance_read(&instance, device) || !is_taken_early(&instance))
		return DK_DONE;
	rc = lock_take(0);
	if (rc || instance_read(&instance, device) || instance.state != STATE_OFFLINE)
		return rc;
	return hand_back(&instance, timeout);
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

/* The configuration is read anew: the run that was waited for may have been a "disable". */
static enum exit_code attach_listed(const char *device, unsigned int timeout)
{
	const struct instance *instance;
	const struct entry *entry = NULL;
	struct config config = { 0 };
	struct instances all;
	enum exit_code rc;

	rc = discover_alone(&all);
	if (rc)
		return rc;
	instance = find_device(&all, device);
	if (!instance) {
		log_error("%s: it has gone away meanwhile", device);
		rc = DK_GONE;
	} else if (!config_load(&config)) {
		rc = DK_USAGE;
	} else {
		entry = find_entry(&config, instance);
	}
	if (entry && is_left_alone(instance)) {
		log_info("%s: it is RAM already, and stays as it is", device);
	} else if (entry) {
		bounded_catch_signals();
		rc = attach_entry(&all, instance, entry, timeout);
	}
	config_free(&config);
	instances_free(&all);
	return rc;
}

static enum exit_code auto_one(const struct request *request, const struct config *config)
{
	const char *device = request->targets[0];
	struct instance instance;

	/* a seed, or gone again: udev is told of those too */
	if (instance_read(&instance, device))
		return DK_DONE;
	if (config_find(config, &instance))
		return attach_listed(device, request->timeout);
	/* where nothing is listed there is nothing to say of what somebody does by hand */
	if (config->count || is_taken_early(&instance))
		find_entry(config, &instance);
	return give_back(device, request->timeout);
}

static bool is_answered(const struct entry *entry, const struct instances *all)
{
	size_t i;

	for (i = 0; i < all->count; i++) {
		const struct instance *instance = &all->list[i];

		if (entry->name[0] ? !strcmp(entry->name, instance->label) :
				     !uuid_compare(entry->uuid, instance->uuid) ||
				     !uuid_compare(entry->uuid, instance->label_uuid))
			return true;
	}
	return false;
}

/* What is listed may be there, in another mode. */
static bool say_other(const struct entry *entry)
{
	struct other other;
	char why[512];

	if (entry->name[0] ? !others_find(&other, other_has_label, entry->name) :
			     !others_find(&other, other_has_uuid, entry->uuid))
		return false;
	other_explain(why, sizeof(why), &other);
	log_warning("%s:%u: this section lists what is no device-dax instance: %s", entry->file,
		    entry->line, why);
	return true;
}

/* A section that no instance answers to may be meant for another machine, or be a mistake. */
static void say_missing(const struct config *config, const struct instances *all)
{
	char uuid[UUID_STR_LEN];
	size_t i;

	for (i = 0; i < config->count; i++) {
		const struct entry *entry = &config->entries[i];

		uuid_unparse_lower(entry->uuid, uuid);
		if (!is_answered(entry, all) && !say_other(entry))
			log_warning("%s:%u: no instance of this machine has the %s %s", entry->file,
				    entry->line, entry->name[0] ? "name" : "UUID",
				    entry->name[0] ? entry->name : uuid);
	}
}

static enum exit_code attach_all(const struct request *request, const struct config *config,
				 const struct instances *all)
{
	enum exit_code worst = DK_DONE;
	size_t i;

	bounded_catch_signals();
	for (i = 0; i < all->count && !bounded_stopped(); i++) {
		const struct entry *entry = find_entry(config, &all->list[i]);

		if (entry)
			worst = exit_worst(worst, attach_entry(all, &all->list[i], entry,
							       request->timeout));
	}
	say_missing(config, all);
	if (i == all->count)
		return worst;
	log_error("interrupted: %zu instance%s not looked at", all->count - i,
		  PLURAL(all->count - i));
	return exit_worst(worst, DK_FAILED);
}

static enum exit_code auto_all(const struct request *request)
{
	struct config config = { 0 };
	struct instances all;
	enum exit_code rc;

	rc = discover_alone(&all);
	if (rc)
		return rc;
	/* anew, as above */
	rc = config_load(&config) ? attach_all(request, &config, &all) : DK_USAGE;
	config_free(&config);
	instances_free(&all);
	return rc;
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
		rc = request->n_targets ? give_back(device, request->timeout) : DK_DONE;
		rc = exit_worst(rc, DK_USAGE);
	} else if (request->n_targets) {
		rc = auto_one(request, &config);
	} else if (config.count) {
		rc = auto_all(request);
	}
	config_free(&config);
	return rc;
}
