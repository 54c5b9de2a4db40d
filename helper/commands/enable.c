// SPDX-License-Identifier: GPL-2.0-only
/* enable and disable: list an instance for boot, and remove it from the list. */
#include <string.h>

#include "base/log.h"
#include "base/sysfs.h"
#include "change/lock.h"
#include "commands/command.h"
#include "devices/discover.h"
#include "devices/driver.h"
#include "devices/machine.h"
#include "devices/target.h"
#include "plan/check.h"
#include "plan/plan.h"
#include "settings/config-dropin.h"
#include "settings/config.h"
#include "settings/modprobe-early.h"

/*
 * Loads the configuration. Errors in sections of other devices have been logged then, and do not
 * matter here. Where a whole file cannot be read, nobody knows what is listed. That is so for an
 * unclear section too: when its error is mended, it might list what enable has listed meanwhile.
 */
static enum exit_code load_config(struct config *config, bool unclear_is_fine)
{
	if (config_load(config) || (!config->unread && (unclear_is_fine || !config->unclear)))
		return DK_DONE;
	log_error("errors in the configuration hide what is listed; nothing is done before they "
		  "are mended");
	return DK_USAGE;
}

/* Nobody knows what a section with an error was meant to be: it may be about this very device. */
static enum exit_code check_doubts(const struct config *config, const struct instance *instance,
				   const char *target)
{
	const struct entry *doubt = config_find_doubt(config, instance);

	if (!doubt)
		return DK_DONE;
	log_error("%s: %s:%u, which lists it, has errors; nothing is done before they are mended",
		  target, doubt->file, doubt->line);
	return DK_USAGE;
}

/* Find the one target on this machine. */
static enum exit_code find_target(const struct request *request, struct instances *all,
				  const struct instance **instance)
{
	enum exit_code rc = instances_discover(all);

	return rc ? rc : target_find(all, request->targets[0], instance);
}

/* Writes the file for modprobe anew, from all configuration files as they are now. */
static enum exit_code tell_modprobe(void)
{
	struct config config;
	enum exit_code rc;

	config_load_again(&config);
	rc = config.unread ? DK_USAGE : early_update(&config);
	config_free(&config);
	return rc;
}

/*
 * What would stop an attach now may be gone at the next boot, so it is only a warning. The
 * exception is what the module does not check when it takes a device early: that would crash the
 * machine.
 */
static enum exit_code say_findings(const struct findings *findings, bool early)
{
	enum exit_code rc = DK_DONE;
	size_t i;

	for (i = 0; i < findings->count; i++) {
		const struct finding *finding = &findings->list[i];
		bool refuse = early && finding->code == DK_UNSUITABLE;

		if (finding->severity == FINDING_NOTE)
			continue;
		log_message(refuse ? LOG_LEVEL_ERROR : LOG_LEVEL_WARNING, "%s", finding->text);
		if (refuse)
			rc = DK_UNSUITABLE;
	}
	return rc;
}

/*
 * Makes the checks that attach would make now. When the module takes a device early, nobody looks
 * how much DRAM there is, so memmap=auto is decided here.
 */
static enum exit_code look_at_plan(const struct instances *all, const struct instance *instance,
				   struct wish *wish)
{
	const struct wish asked = *wish;
	struct machine machine;
	struct instance now;
	enum exit_code rc;
	struct plan plan;

	if (machine_read(&machine)) {
		log_warning("this kernel has no memory hot-plug; it takes one with "
			    "CONFIG_MEMORY_HOTPLUG");
		return DK_DONE;
	}
	rc = instance_again(&now, instance);
	if (rc == DK_TIMEOUT && !asked.early) {
		log_warning("%s: it is listed, and nobody has seen whether it can be RAM",
			    instance->device);
		return DK_DONE;
	}
	if (rc)
		return rc;
	plan_make(&plan, GOAL_ATTACH, &now, &machine, &asked);
	plan.for_boot = true;
	check_plan(&plan, all);
	rc = say_findings(&plan.findings, asked.early);
	if (asked.early && asked.memmap == MEMMAP_AUTO && plan.memmap == MEMMAP_PMEM)
		wish_set(wish, SETTING_MEMMAP, memmap_names[MEMMAP_PMEM]);
	plan_free(&plan);
	return rc;
}

/*
 * For an instance that is RAM already, this starts the unit now, which finds nothing to do.
 * Otherwise the next "detach" would start it, by the event of the stock driver's bind, and be
 * undone by it.
 */
static void tell_udev(const struct instance *instance)
{
	if (instance_is_ours(instance))
		driver_announce(instance->device);
}

/* It is listed already. But the file for modprobe may not be up to date. */
static enum exit_code keep_listed(const struct instances *all, const struct entry *entry,
				  const struct instance *instance)
{
	struct wish wish = entry->wish;
	enum exit_code rc;

	log_info("%s:%u: lists it already, and stays as it is", entry->file, entry->line);
	early_warn(entry, instance);
	/* the listed value is kept, and the module takes "auto" for DRAM */
	if (wish.early && wish.memmap == MEMMAP_AUTO)
		wish.memmap = MEMMAP_DRAM;
	rc = look_at_plan(all, instance, &wish);
	if (rc)
		log_error("%s: modprobe is not told of it", instance->namespace);
	else
		rc = tell_modprobe();
	if (!rc)
		tell_udev(instance);
	return rc;
}

static enum exit_code list_instance(const struct dropin *dropin, const struct instance *instance,
				    const struct wish *wish)
{
	enum exit_code rc = dropin_write(dropin, instance, wish);

	if (rc)
		return rc;
	rc = tell_modprobe();
	if (!rc)
		return DK_DONE;
	/* without the file for modprobe, it is not enabled */
	dropin_restore(dropin);
	tell_modprobe();
	return rc;
}

/* Would anything in the drop-in file be lost if it were rewritten? */
static enum exit_code check_file(struct dropin *dropin, const struct entry *own)
{
	enum exit_code rc;

	if (own && strcmp(own->file, dropin->path)) {
		log_error("%s:%u: lists it already; change it there", own->file, own->line);
		return DK_USAGE;
	}
	rc = dropin_read(dropin);
	if (!rc && !own && dropin->text[0]) {
		log_error("%s: it lists something else; give it another name", dropin->path);
		rc = DK_USAGE;
	}
	return rc;
}

static enum exit_code enable_instance(const struct request *request, const struct config *config,
				      const struct instances *all, const struct instance *instance)
{
	const struct entry *entry = config_find(config, instance);
	/* a section with a name may list many instances; one with the UUID takes precedence */
	const struct entry *own = entry && !entry->name[0] ? entry : NULL;
	struct wish wish = request->wish;
	struct dropin dropin;
	enum exit_code rc;

	if (own && !wish.given)
		return keep_listed(all, own, instance);
	if (entry)
		wish_fill(&wish, &entry->wish);
	if (dropin_path(&dropin, instance->uuid))
		return DK_FAILED;
	rc = check_file(&dropin, own);
	if (!rc)
		rc = look_at_plan(all, instance, &wish);
	if (!rc)
		rc = list_instance(&dropin, instance, &wish);
	if (rc) {
		log_error("%s: %s", request->targets[0], own ? "enabled as before" : "not enabled");
		return rc;
	}
	log_info("%s: RAM at every boot from now on, by %s", request->targets[0], dropin.path);
	tell_udev(instance);
	return DK_DONE;
}

int command_enable(const struct request *request)
{
	const struct instance *instance;
	struct instances all = { 0 };
	struct config config;
	enum exit_code rc;

	rc = lock_take(LOCK_SECONDS);
	if (rc)
		return rc;
	rc = load_config(&config, false);
	if (!rc)
		rc = find_target(request, &all, &instance);
	if (!rc)
		rc = check_doubts(&config, instance, request->targets[0]);
	if (!rc)
		rc = enable_instance(request, &config, &all, instance);
	instances_free(&all);
	config_free(&config);
	return rc;
}

/* Does anything else list it: a name, or a file that the removed one was hiding? */
static enum exit_code still_listed(const struct instance *instance, const uuid_t uuid,
				   const char *target)
{
	const struct entry *entry;
	struct config config;
	enum exit_code rc;

	config_load_again(&config);
	entry = instance ? config_find(&config, instance) : config_find_uuid(&config, uuid);
	rc = config.unread ? DK_USAGE : early_update(&config);
	if (rc)
		log_error("%s: disabled, but for what modprobe is told; mend that, and run "
			  "'dax-kmem disable' again", target);
	else if (entry)
		log_warning("%s: no longer by 'dax-kmem enable', but %s:%u still lists it; "
			    "remove it there", target, entry->file, entry->line);
	else
		log_info("%s: no RAM at boot any more", target);
	config_free(&config);
	return rc;
}

static enum exit_code disable_instance(const struct entry *entry, const struct instance *instance,
				       const uuid_t uuid, const char *target)
{
	struct dropin dropin;
	enum exit_code rc;

	if (!entry) {
		log_info("%s: the configuration does not list it", target);
		return tell_modprobe();
	}
	if (dropin_path(&dropin, uuid))
		return DK_FAILED;
	if (strcmp(entry->file, dropin.path)) {
		log_error("%s:%u: lists it, and not by 'dax-kmem enable'; remove it there",
			  entry->file, entry->line);
		return DK_USAGE;
	}
	rc = dropin_read(&dropin);
	if (!rc)
		rc = dropin_remove(&dropin);
	return rc ? rc : still_listed(instance, uuid, target);
}

/* Return: the instance with this UUID, NULL when it is absent or cannot be read. */
static const struct instance *find_present(struct instances *all, const char *target)
{
	const struct instance *instance = NULL;
	size_t i;
	uuid_t uuid;

	if (uuid_parse(target, uuid) || instances_discover(all))
		return NULL;
	for (i = 0; !instance && i < all->count; i++) {
		if (!uuid_compare(all->list[i].uuid, uuid))
			instance = &all->list[i];
	}
	return instance;
}

int command_disable(const struct request *request)
{
	const struct instance *instance = NULL;
	const char *target = request->targets[0];
	const struct entry *entry = NULL;
	struct instances all = { 0 };
	struct config config;
	enum exit_code rc;
	uuid_t uuid;

	rc = lock_take(LOCK_SECONDS);
	if (rc)
		return rc;
	rc = load_config(&config, true);
	/* a listed UUID is enough, because its device may be gone for good */
	if (!rc && !uuid_parse(target, uuid))
		entry = config_find_uuid(&config, uuid);
	if (entry && entry->doubtful) {
		log_error("%s: %s:%u, which lists it, has errors; nothing is done before they are "
			  "mended", target, entry->file, entry->line);
		rc = DK_USAGE;
	} else if (entry) {
		rc = disable_instance(entry, find_present(&all, target), uuid, target);
	} else if (!rc) {
		rc = find_target(request, &all, &instance);
		if (!rc)
			rc = check_doubts(&config, instance, target);
		if (!rc)
			rc = disable_instance(config_find(&config, instance), instance,
					      instance->uuid, target);
	}
	instances_free(&all);
	config_free(&config);
	return rc;
}
