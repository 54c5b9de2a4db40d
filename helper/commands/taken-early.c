// SPDX-License-Identifier: GPL-2.0-only
#include <string.h>

#include "base/log.h"
#include "base/signals.h"
#include "base/sysfs.h"
#include "change/lock.h"
#include "commands/change-instance.h"
#include "commands/taken-early.h"
#include "devices/discover.h"

/* The parameter stays as it was when the module was loaded. */
bool taken_early(const struct instance *instance)
{
	char ids[SYSFS_VALUE_MAX], uuid[UUID_STR_LEN];

	uuid_unparse_lower(instance->id.uuid, uuid);
	return instance_is_ours(instance) &&
	       !sysfs_read(ids, sizeof(ids), "/sys/module/dax_kmem/parameters/ids") &&
	       strcasestr(ids, uuid);
}

enum exit_code taken_early_hand_back(const struct instance *taken, unsigned int timeout)
{
	struct instance now;

	log_info("%s: taken early, and not in use: it is given back", taken->device);
	signals_catch();
	return change_instance(GOAL_DETACH, NULL, taken, NULL, timeout, &now);
}

enum exit_code taken_early_give_back(const struct instance *found, unsigned int timeout)
{
	struct instance now;
	enum exit_code rc;

	if (!taken_early(found))
		return DK_DONE;
	rc = lock_take(LOCK_WAIT_SECONDS);
	if (!rc)
		rc = instance_again(&now, found);
	if (rc || now.state != STATE_OFFLINE)
		return rc;
	return taken_early_hand_back(&now, timeout);
}
