// SPDX-License-Identifier: GPL-2.0-only
#include <errno.h>

#include "instance.h"
#include "log.h"
#include "nd.h"
#include "settle.h"

#define LIMIT_SECONDS	120	/* a bus may be looking for bad blocks */
#define LOOK_SECONDS	2	/* before one looks whether a device is locked */

static bool is_any_locked(void)
{
	struct instances all;
	bool locked = false;
	size_t i;

	if (!instances_discover(&all) && !instances_examine(&all, LOOK_SECONDS)) {
		for (i = 0; i < all.count; i++)
			locked |= all.list[i].state == STATE_LOCKED;
	}
	instances_free(&all);
	return locked;
}

void settle_bus(void)
{
	if (nd_settle(LOOK_SECONDS * 1000) != -ETIMEDOUT)
		return;
	/* the bus is done when that one is, and that may be never */
	if (is_any_locked())
		return;
	if (nd_settle(LIMIT_SECONDS * 1000) == -ETIMEDOUT)
		log_warning("the nd bus has not probed all of its devices after %d s; going on with "
			    "those that are there", LIMIT_SECONDS);
}
