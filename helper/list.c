// SPDX-License-Identifier: GPL-2.0-only
#include <string.h>

#include "command.h"
#include "exit.h"
#include "log.h"
#include "output.h"

int command_list(const struct request *request)
{
	struct instances all;
	size_t i;
	int rc;

	rc = instances_discover(&all);
	if (!rc)
		rc = output_instances(&all, request->json);
	if (rc)
		log_error("cannot list the nd bus: %s", strerror(-rc));
	for (i = 0; !rc && i < all.count; i++) {
		if (all.list[i].state != STATE_UNKNOWN)
			continue;
		log_warning("only root can see memory blocks; the columns STATE, ZONE and BLOCKS "
			    "are incomplete");
		break;
	}
	instances_free(&all);
	return rc ? DK_FAILED : DK_DONE;
}
