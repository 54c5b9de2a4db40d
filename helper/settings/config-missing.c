// SPDX-License-Identifier: GPL-2.0-only
#include <string.h>

#include "base/log.h"
#include "devices/discover.h"
#include "devices/other-namespaces.h"
#include "settings/config-missing.h"

static bool entry_matches(const struct instance *instance, const struct entry *entry)
{
	if (entry->name[0])
		return !strcmp(entry->name, instance->label);
	return !uuid_compare(entry->uuid, instance->id.uuid) ||
	       !uuid_compare(entry->uuid, instance->label_uuid);
}

static bool is_any_match(const struct entry *entry, const struct instances *all)
{
	size_t i;

	for (i = 0; i < all->count; i++) {
		if (entry_matches(&all->list[i], entry))
			return true;
	}
	return false;
}

/* When the section lists a namespace in another mode, logs that and returns true. */
static bool log_if_other_mode(const struct entry *entry)
{
	struct other other;
	char why[512];

	if (entry->name[0] ? !others_find(&other, other_has_label, entry->name) :
			     !others_find(&other, other_has_uuid, entry->uuid))
		return false;
	other_explain(why, sizeof(why), &other);
	log_warning("%s:%u: this section lists what is not a device-dax instance: %s", entry->file,
		    entry->line, why);
	return true;
}

void missing_say(const struct config *config, const struct instances *all)
{
	char uuid[UUID_STR_LEN];
	size_t i;

	for (i = 0; i < config->count; i++) {
		const struct entry *entry = &config->entries[i];

		uuid_unparse_lower(entry->uuid, uuid);
		if (!entry->doubtful && !is_any_match(entry, all) && !log_if_other_mode(entry))
			log_warning("%s:%u: no instance of this machine has the %s %s", entry->file,
				    entry->line, entry->name[0] ? "name" : "UUID",
				    entry->name[0] ? entry->name : uuid);
	}
}

static bool is_match_bound(const struct entry *entry, const struct instances *all)
{
	size_t i;

	for (i = 0; i < all->count; i++) {
		if (all->list[i].driver[0] && entry_matches(&all->list[i], entry))
			return true;
	}
	return false;
}

bool missing_any(const struct config *config)
{
	struct instances all;
	bool missing;
	size_t i;

	missing = instances_discover(&all);
	for (i = 0; !missing && i < config->count; i++)
		missing = !config->entries[i].doubtful &&
			  (config->entries[i].name[0] ||
			   !is_match_bound(&config->entries[i], &all));
	instances_free(&all);
	return missing;
}
