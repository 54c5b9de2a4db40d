// SPDX-License-Identifier: GPL-2.0-only
/* enable: list instances for boot. */
#include <string.h>

#include "base/log.h"
#include "base/signals.h"
#include "base/sysfs.h"
#include "base/util.h"
#include "change/lock.h"
#include "commands/change-instance.h"
#include "commands/command.h"
#include "commands/listing.h"
#include "commands/report.h"
#include "devices/discover.h"
#include "devices/driver.h"
#include "devices/machine.h"
#include "devices/target.h"
#include "plan/check.h"
#include "plan/plan.h"
#include "settings/config-dropin.h"
#include "settings/config-mask.h"
#include "settings/config.h"
#include "settings/modprobe-early.h"

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

static enum exit_code attach_now(const struct request *request, const struct instances *all,
				 struct instance *instance, const struct wish *wish)
{
	struct instance now = { 0 };
	enum exit_code rc;

	if (!request->now)
		return DK_DONE;
	rc = change_instance(GOAL_ATTACH, all, instance, wish, request->timeout, &now);
	if (!rc)
		*instance = now;
	return rc;
}

/*
 * Makes the checks, and attaches with --now. Both come before anything is written, so that what is
 * refused is not listed either. Attach makes the same checks and says the same, so those for the
 * next boot follow it, and then have little to add; but what is to be taken early has to pass them
 * before.
 */
static enum exit_code look_and_attach(const struct request *request, const struct instances *all,
				      struct instance *instance, struct wish *wish)
{
	bool look_first = wish->early || !request->now;
	enum exit_code rc = DK_DONE;

	if (look_first)
		rc = look_at_plan(all, instance, wish);
	if (!rc)
		rc = attach_now(request, all, instance, wish);
	if (!rc && !look_first)
		rc = look_at_plan(all, instance, wish);
	return rc;
}

/* It is listed already. But the file for modprobe may not be up to date. */
static enum exit_code keep_listed(const struct request *request, const struct instances *all,
				  const struct entry *entry, struct instance *instance)
{
	struct wish wish = entry->wish;
	enum exit_code rc;

	log_info("%s:%u: lists it already, and stays as it is", entry->file, entry->line);
	early_warn(entry, instance);
	/* the listed value is kept, and the module takes "auto" for DRAM */
	if (wish.early && wish.memmap == MEMMAP_AUTO)
		wish.memmap = MEMMAP_DRAM;
	rc = look_and_attach(request, all, instance, &wish);
	if (rc && wish.early)
		log_error("%s: modprobe is not told of it", instance->namespace);
	if (!rc)
		rc = listing_tell_modprobe();
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
	rc = listing_tell_modprobe();
	if (!rc)
		return DK_DONE;
	/* without the file for modprobe, it is not enabled */
	dropin_restore(dropin);
	listing_tell_modprobe();
	return rc;
}

static enum exit_code refuse_other_file(const struct entry *own)
{
	if (mask_is_vendor_file(own->file))
		log_error("%s:%u: lists it already; copy that file to %s, which hides it, and "
			  "change it there", own->file, own->line, CONFIG_DIR);
	else
		log_error("%s:%u: lists it already; change it there", own->file, own->line);
	return DK_USAGE;
}

/* Would anything in the drop-in file be lost if it were rewritten? */
static enum exit_code check_file(struct dropin *dropin, const struct entry *own)
{
	enum exit_code rc;

	if (own && strcmp(own->file, dropin->path))
		return refuse_other_file(own);
	rc = dropin_read(dropin);
	if (!rc && !own && dropin->text[0]) {
		log_error("%s: it lists something else; give it another name", dropin->path);
		rc = DK_USAGE;
	}
	return rc;
}

/**
 * struct listing - what is to be listed, and how
 * @target: as it was given
 * @instance: the target, as it is now
 * @own: the section with its UUID, NULL for none; one with a name may list many instances, and does
 *	not count here
 * @wish: what was asked for, and else what is listed
 */
struct listing {
	const char *target;
	struct instance instance;
	const struct entry *own;
	struct wish wish;
};

/* Checks, attaches if that was asked for, and writes. */
static enum exit_code write_listing(const struct request *request, const struct instances *all,
				    struct listing *listing)
{
	struct instance *instance = &listing->instance;
	struct dropin dropin;
	enum exit_code rc;

	if (dropin_path(&dropin, instance->id.uuid))
		return DK_FAILED;
	rc = check_file(&dropin, listing->own);
	if (!rc)
		rc = look_and_attach(request, all, instance, &listing->wish);
	if (!rc)
		rc = list_instance(&dropin, instance, &listing->wish);
	if (rc) {
		log_error("%s: %s", listing->target,
			  listing->own ? "enabled as before" : "not enabled");
		return rc;
	}
	log_info("%s: RAM at every boot from now on, by %s", listing->target, dropin.path);
	tell_udev(instance);
	return DK_DONE;
}

static enum exit_code enable_instance(const struct request *request, const struct config *config,
				      const struct instances *all, struct listing *listing)
{
	const struct entry *entry = config_find(config, &listing->instance);
	const struct entry *doubt = config_find_doubt(config, &listing->instance);

	if (doubt)
		return listing_refuse_doubt(doubt, listing->target);
	listing->own = entry && !entry->name[0] ? entry : NULL;
	if (!listing->own || listing->wish.given) {
		if (entry)
			wish_fill(&listing->wish, &entry->wish);
		return write_listing(request, all, listing);
	}
	return keep_listed(request, all, entry, &listing->instance);
}

/* The configuration is read anew for each target, as it has changed; its errors are logged once. */
static enum exit_code enable_target(const struct request *request, const struct instances *all,
				    int target)
{
	struct listing listing = { .target = request->targets[target], .wish = request->wish };
	const struct instance *found;
	struct config config;
	enum exit_code rc;

	if (target)
		config_load_again(&config);
	else
		config_load(&config);
	report_target(listing.target);
	rc = listing_check(&config, false);
	if (!rc)
		rc = target_find(all, listing.target, &found);
	if (!rc) {
		report_before(found);
		listing.instance = *found;
		rc = enable_instance(request, &config, all, &listing);
		report_after(found);
	}
	report_exit(rc);
	report_target(NULL);
	config_free(&config);
	return rc;
}

int command_enable(const struct request *request)
{
	enum exit_code rc, worst = DK_DONE;
	struct instances all = { 0 };
	int target;

	rc = lock_take(LOCK_SECONDS);
	if (!rc)
		rc = instances_discover(&all);
	if (rc)
		return rc;
	if (request->now)
		signals_catch();
	for (target = 0; target < request->n_targets && !signals_stopped(); target++)
		worst = exit_worst(worst, enable_target(request, &all, target));
	if (target < request->n_targets) {
		log_error("interrupted: %d target%s not tried", request->n_targets - target,
			  PLURAL(request->n_targets - target));
		worst = exit_worst(worst, DK_FAILED);
	}
	instances_free(&all);
	return worst;
}
