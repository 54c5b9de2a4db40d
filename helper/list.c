// SPDX-License-Identifier: GPL-2.0-only
#include <string.h>

#include "command.h"
#include "exit.h"
#include "log.h"
#include "map.h"
#include "output.h"

static void warn_of_unknown(const struct instances *all)
{
	size_t i;

	for (i = 0; i < all->count; i++) {
		if (all->list[i].state != STATE_UNKNOWN)
			continue;
		log_warning("only root can see memory blocks; what is said of state, zone and blocks "
			    "is incomplete");
		return;
	}
}

int command_list(const struct request *request)
{
	const struct style style = { request->json, request->raw, request->columns };
	struct instances all;
	enum exit_code code;

	if (request->columns && !strcmp(request->columns, "help")) {
		output_columns();
		return DK_DONE;
	}
	code = instances_discover(&all);
	if (code)
		return code;
	code = request->blocks ? map_instances(&all, request->json) :
				 output_instances(&all, &style);
	warn_of_unknown(&all);
	if (!all.count)
		log_info("no device-dax instance is active on this machine; 'ndctl create-namespace "
			 "--mode=devdax' makes one, 'ndctl list -Ni' shows what there is");
	instances_free(&all);
	return code;
}
