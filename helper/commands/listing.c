// SPDX-License-Identifier: GPL-2.0-only
#include "base/log.h"
#include "commands/listing.h"
#include "settings/modprobe-early.h"

/*
 * Where a whole file cannot be read, nobody knows what is listed. That is so for an unclear section
 * too: when its error is mended, it might list what enable has listed meanwhile.
 */
enum exit_code listing_check(const struct config *config, bool unclear_is_fine)
{
	if (!config->unread && (unclear_is_fine || !config->unclear))
		return DK_DONE;
	log_error("errors in the configuration hide what is listed; nothing is done before they "
		  "are mended");
	return DK_USAGE;
}

/* Nobody knows what that section was meant to be. */
enum exit_code listing_refuse_doubt(const struct entry *doubt, const char *target)
{
	log_error("%s: %s:%u, which lists it, has errors; nothing is done before they are mended",
		  target, doubt->file, doubt->line);
	return DK_USAGE;
}

enum exit_code listing_tell_modprobe(void)
{
	struct config config;
	enum exit_code rc;

	config_load_again(&config);
	rc = config.unread ? DK_USAGE : early_update(&config);
	config_free(&config);
	return rc;
}
