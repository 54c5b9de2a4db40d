// SPDX-License-Identifier: GPL-2.0-only
/* disable all: file by file, as each of them lists nothing but what is meant. */
#include <string.h>

#include "base/log.h"
#include "base/signals.h"
#include "commands/all.h"
#include "commands/disable.h"
#include "commands/listing.h"
#include "commands/report.h"
#include "devices/discover.h"
#include "settings/config-mask.h"

/* Is a section before this one in the same file? */
static bool is_seen(const struct config *config, size_t index)
{
	size_t i;

	for (i = 0; i < index; i++) {
		if (config->entries[i].file == config->entries[index].file)
			return true;
	}
	return false;
}

/* When a section of a file is doubtful, another section that lists the same may come into force. */
static const struct entry *find_doubt_in(const struct config *config, const char *file)
{
	size_t i;

	for (i = 0; i < config->count; i++) {
		if (config->entries[i].file == file && config->entries[i].doubtful)
			return &config->entries[i];
	}
	return NULL;
}

static enum exit_code remove_file_of(const struct config *config, const struct entry *entry)
{
	const struct entry *doubt = find_doubt_in(config, entry->file);

	if (doubt)
		return listing_refuse_doubt(doubt, "all");
	if (disable_is_own(entry))
		return disable_own(entry);
	return mask_is_vendor_file(entry->file) ? disable_mask(entry) : disable_refuse(entry);
}

static enum exit_code remove_files(const struct config *config)
{
	enum exit_code worst = DK_DONE;
	size_t i;

	for (i = 0; i < config->count; i++) {
		if (!is_seen(config, i))
			worst = exit_worst(worst, remove_file_of(config, &config->entries[i]));
	}
	return worst;
}

/* Switches off vendors' files that one of the removed files has hidden. */
static enum exit_code mask_uncovered(const struct config *config)
{
	enum exit_code worst = DK_DONE;
	size_t i;

	for (i = 0; i < config->count; i++) {
		const struct entry *entry = &config->entries[i];

		/* what is doubtful has been refused already */
		if (mask_is_vendor_file(entry->file) && !is_seen(config, i) &&
		    !find_doubt_in(config, entry->file))
			worst = exit_worst(worst, disable_mask(entry));
	}
	return worst;
}

/* Detaches what was listed before, and is not any more. */
static enum exit_code detach_removed(const struct request *request, const struct config *before,
				     const struct config *now)
{
	enum exit_code rc, worst;
	struct instances all;
	size_t i;

	worst = instances_discover(&all);
	for (i = 0; i < all.count && !signals_stopped(); i++) {
		const struct instance *instance = &all.list[i];

		if (!config_find(before, instance) || config_find(now, instance))
			continue;
		report_target(instance->namespace);
		report_before(instance);
		rc = disable_detach(request, instance);
		report_after(instance);
		report_exit(rc);
		worst = exit_worst(worst, rc);
	}
	report_target(NULL);
	if (i < all.count) {
		log_error("interrupted: not all were detached");
		worst = exit_worst(worst, DK_FAILED);
	}
	instances_free(&all);
	return worst;
}

enum exit_code disable_all(const struct request *request)
{
	struct config before, now;
	enum exit_code rc;

	config_load(&before);
	report_target(TARGET_ALL);
	rc = listing_check(&before, true);
	if (rc) {
		report_exit(rc);
		config_free(&before);
		return rc;
	}
	rc = remove_files(&before);
	config_load_again(&now);
	rc = exit_worst(rc, mask_uncovered(&now));
	config_free(&now);
	config_load_again(&now);
	rc = exit_worst(rc, listing_tell_modprobe());
	if (!now.count)
		log_info("all: nothing is RAM at boot any more");
	report_exit(rc);
	report_target(NULL);
	if (request->now)
		rc = exit_worst(rc, detach_removed(request, &before, &now));
	config_free(&now);
	config_free(&before);
	return rc;
}
