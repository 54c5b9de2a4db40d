// SPDX-License-Identifier: GPL-2.0-only
/* Only this file writes the module's zone attribute. */
#include "base/deadline.h"
#include "change/zone-guard.h"

#define TRIES	3
#define WAIT_MS	20	/* between two tries */

int guard_set(struct guard *guard, enum zone zone)
{
	int rc = 0, try;

	/* without the right zone blocks would stay offline, so it is worth more than one try */
	for (try = 0; guard->now != zone && try < TRIES; try++) {
		if (try)
			deadline_sleep(WAIT_MS);
		rc = sysfs_write(guard->file, zone_names[zone]);
		if (!rc)
			guard->now = zone;
	}
	return rc;
}

int guard_open_for(struct guard *guard, enum zone zone)
{
	return guard->now == ZONE_AUTO ? 0 : guard_set(guard, zone);
}

bool guard_refuses(const struct guard *guard, enum zone zone)
{
	return guard->found != ZONE_AUTO && guard->found != zone;
}
