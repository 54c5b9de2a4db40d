// SPDX-License-Identifier: GPL-2.0-only
/* disable: remove instances from the list for boot. */
#include <string.h>

#include "base/log.h"
#include "base/signals.h"
#include "base/util.h"
#include "change/lock.h"
#include "commands/all.h"
#include "commands/change-instance.h"
#include "commands/disable.h"
#include "commands/listing.h"
#include "commands/report.h"
#include "devices/discover.h"
#include "devices/target.h"
#include "settings/config-dropin.h"
#include "settings/config-mask.h"
#include "settings/modprobe-early.h"

bool disable_is_own(const struct entry *entry)
{
	struct dropin dropin;

	return !uuid_is_null(entry->uuid) && !dropin_path(&dropin, entry->uuid) &&
	       !strcmp(entry->file, dropin.path);
}

enum exit_code disable_refuse(const struct entry *entry)
{
	log_error("%s:%u: lists it, and not by 'dax-kmem enable'; remove it there", entry->file,
		  entry->line);
	return DK_USAGE;
}

enum exit_code disable_own(const struct entry *entry)
{
	struct dropin dropin;
	enum exit_code rc;

	if (dropin_path(&dropin, entry->uuid))
		return DK_FAILED;
	rc = dropin_read(&dropin);
	return rc ? rc : dropin_remove(&dropin);
}

enum exit_code disable_mask(const struct entry *entry)
{
	return mask_write(strrchr(entry->file, '/') + 1);
}

enum exit_code disable_detach(const struct request *request, const struct instance *instance)
{
	struct instance now;

	if (!request->now || !instance_is_ours(instance))
		return DK_DONE;
	return change_instance(GOAL_DETACH, NULL, instance, NULL, request->timeout, &now);
}

/**
 * struct subject - what is no longer to be listed
 * @target: as it was given
 * @uuid: its UUID
 * @instance: NULL when it is absent, or cannot be read
 */
struct subject {
	const char *target;
	uuid_t uuid;
	const struct instance *instance;
};

/* The section that counts, be it doubtful or not. */
static const struct entry *find_section(const struct config *config, const struct subject *subject)
{
	const struct entry *entry;

	if (!subject->instance)
		return config_find_uuid(config, subject->uuid);
	entry = config_find(config, subject->instance);
	return entry ? entry : config_find_doubt(config, subject->instance);
}

static size_t count_label(const struct instances *all, const char *label)
{
	size_t i, count = 0;

	for (i = 0; i < all->count; i++)
		count += !strcmp(all->list[i].label, label);
	return count;
}

/* Does a section list this one, and nothing else on this machine? */
static bool lists_only(const struct entry *entry, const struct instances *all,
		       const struct subject *subject)
{
	const struct instance *instance = subject->instance;

	if (!entry->name[0])
		return !uuid_compare(entry->uuid, subject->uuid) ||
		       (instance && !uuid_compare(entry->uuid, instance->label_uuid));
	return instance && !strcmp(entry->name, instance->label) &&
	       count_label(all, entry->name) == 1;
}

/* A vendor's file is switched off as a whole: it must not list anything else. */
static enum exit_code mask_for(const struct config *config, const struct entry *entry,
			       const struct instances *all, const struct subject *subject)
{
	const char *name = strrchr(entry->file, '/') + 1;
	size_t i;

	for (i = 0; i < config->count; i++) {
		const struct entry *other = &config->entries[i];

		if (other->file != entry->file)
			continue;
		if (other->doubtful)
			return listing_refuse_doubt(other, subject->target);
		if (lists_only(other, all, subject))
			continue;
		log_error("%s:%u: lists it, and the file lists others, too; 'dax-kmem disable %s' "
			  "switches off all of the file", entry->file, entry->line, name);
		return DK_USAGE;
	}
	return disable_mask(entry);
}

static enum exit_code remove_section(const struct config *config, const struct entry *entry,
				     const struct instances *all, const struct subject *subject)
{
	if (entry->doubtful)
		return listing_refuse_doubt(entry, subject->target);
	/* its file may be called by the UUID of another one, and list this one by its label */
	if (disable_is_own(entry) && !uuid_compare(entry->uuid, subject->uuid))
		return disable_own(entry);
	if (mask_is_vendor_file(entry->file))
		return mask_for(config, entry, all, subject);
	return disable_refuse(entry);
}

/* Nothing that could be removed lists it any more. @entry: what still does */
static enum exit_code finish(const struct config *config, const struct entry *entry,
			     const struct subject *subject)
{
	enum exit_code rc = config->unread ? DK_USAGE : early_update(config);

	if (rc)
		log_error("%s: disabled, but for what modprobe is told; mend that, and run "
			  "'dax-kmem disable' again", subject->target);
	else if (entry)
		log_warning("%s: no longer by 'dax-kmem enable', but %s:%u still lists it; "
			    "remove it there", subject->target, entry->file, entry->line);
	else
		log_info("%s: no RAM at boot any more", subject->target);
	return rc;
}

/*
 * A file that is removed may have hidden a vendor's, and a section with the UUID others with the
 * name: so this looks again, until nothing is left that it may remove.
 */
static enum exit_code disable_subject(struct config *config, const struct instances *all,
				      const struct subject *subject)
{
	const struct entry *entry = find_section(config, subject);
	enum exit_code rc;
	size_t files;

	if (!entry) {
		log_info("%s: the configuration does not list it", subject->target);
		return listing_tell_modprobe();
	}
	rc = remove_section(config, entry, all, subject);
	if (rc)
		return rc;
	/* one time more than there are files: what is said in the end must be of what is left */
	for (files = config->n_files + 1; files; files--) {
		config_free(config);
		config_load_again(config);
		entry = find_section(config, subject);
		if (!entry || entry->doubtful || !mask_is_vendor_file(entry->file) ||
		    mask_for(config, entry, all, subject))
			break;
	}
	return finish(config, entry, subject);
}

/* The instance with this UUID in its info block, or else in its label. */
static const struct instance *find_present(const struct instances *all, const uuid_t uuid)
{
	const struct instance *found = NULL;
	size_t i;

	for (i = 0; i < all->count; i++) {
		if (!uuid_compare(all->list[i].id.uuid, uuid))
			return &all->list[i];
		if (!uuid_compare(all->list[i].label_uuid, uuid))
			found = &all->list[i];
	}
	return found;
}

/* A listed UUID is enough, because its device may be gone for good. */
static enum exit_code find_subject(const struct config *config, const struct instances *all,
				   struct subject *subject)
{
	enum exit_code rc;

	if (!uuid_parse(subject->target, subject->uuid) &&
	    config_find_uuid(config, subject->uuid)) {
		subject->instance = find_present(all, subject->uuid);
		return DK_DONE;
	}
	rc = target_find(all, subject->target, &subject->instance);
	if (!rc)
		uuid_copy(subject->uuid, subject->instance->id.uuid);
	return rc;
}

static bool is_file_name(const char *target)
{
	size_t length = strlen(target);

	return length > 5 && !strcmp(target + length - 5, ".conf");
}

/* The first target: nobody has said yet what is wrong in the configuration. */
static enum exit_code tell_modprobe(bool first)
{
	struct config config;

	if (first) {
		config_load(&config);
		config_free(&config);
	}
	return listing_tell_modprobe();
}

static enum exit_code disable_file(const struct request *request, const char *target, bool first)
{
	const char *name;
	enum exit_code rc;

	if (request->now) {
		log_error("%s: --now takes devices, and no file; detach what it lists", target);
		return DK_USAGE;
	}
	rc = mask_find_name(target, &name);
	if (!rc)
		rc = mask_write(name);
	if (rc)
		return rc;
	rc = tell_modprobe(first);
	if (rc)
		log_error("%s: switched off, but for what modprobe is told; mend that, and run "
			  "'dax-kmem disable %s' again", target, name);
	return rc;
}

static enum exit_code disable_found(const struct request *request, struct config *config,
				    const struct instances *all, struct subject *subject)
{
	const struct instance *found = subject->instance;
	enum exit_code rc;

	report_before(found);
	rc = disable_subject(config, all, subject);
	/* of two that carry one UUID, nobody knows which is meant */
	if (!rc && request->now && subject->instance)
		rc = target_find(all, subject->target, &subject->instance);
	if (!rc && subject->instance)
		rc = disable_detach(request, subject->instance);
	report_after(found);
	return rc;
}

static enum exit_code disable_device(const struct request *request, const struct instances *all,
				     int target)
{
	struct subject subject = { .target = request->targets[target] };
	struct config config;
	enum exit_code rc;

	/* what is wrong elsewhere in the configuration is none of the target's */
	report_target(NULL);
	if (target)
		config_load_again(&config);
	else
		config_load(&config);
	report_target(subject.target);
	rc = listing_check(&config, true);
	if (!rc)
		rc = find_subject(&config, all, &subject);
	if (!rc)
		rc = disable_found(request, &config, all, &subject);
	config_free(&config);
	return rc;
}

static enum exit_code disable_target(const struct request *request, const struct instances *all,
				     int target)
{
	enum exit_code rc;

	report_target(request->targets[target]);
	rc = is_file_name(request->targets[target]) ?
		     disable_file(request, request->targets[target], !target) :
		     disable_device(request, all, target);
	report_exit(rc);
	report_target(NULL);
	return rc;
}

static enum exit_code disable_each(const struct request *request)
{
	enum exit_code rc, worst = DK_DONE;
	struct instances all = { 0 };
	int target;

	rc = instances_discover(&all);
	for (target = 0; target < request->n_targets && !signals_stopped(); target++)
		worst = exit_worst(worst, disable_target(request, &all, target));
	if (target < request->n_targets) {
		log_error("interrupted: %d target%s not tried", request->n_targets - target,
			  PLURAL(request->n_targets - target));
		worst = exit_worst(worst, DK_FAILED);
	}
	instances_free(&all);
	/* what was found by its listed UUID alone is done, but for its memory */
	return worst || request->now ? exit_worst(rc, worst) : DK_DONE;
}

int command_disable(const struct request *request)
{
	enum exit_code rc;

	if (all_asked(request) && !all_confirm(request, "disable all that is listed for boot"))
		return DK_USAGE;
	rc = lock_take(LOCK_SECONDS);
	if (rc)
		return rc;
	if (request->now)
		signals_catch();
	return all_asked(request) ? disable_all(request) : disable_each(request);
}
