// SPDX-License-Identifier: GPL-2.0-only
#include <string.h>
#include <unistd.h>

#include "base/exit.h"
#include "base/log.h"
#include "commands/command.h"
#include "commands/list-blocks.h"
#include "commands/list-table.h"
#include "devices/discover.h"
#include "devices/machine.h"

#define PATIENCE_SECONDS	2	/* to wait for devices that the kernel keeps locked */

static void warn_of_locked(const struct instances *all)
{
	size_t i;

	for (i = 0; i < all->count; i++) {
		if (all->list[i].state == STATE_LOCKED)
			log_warning("%s: the kernel keeps this device locked: something binds or "
				    "unbinds it, or waits for a page; its size and its memory "
				    "cannot be read before that has ended", all->list[i].device);
	}
}

static void warn_of_unknown(const struct instances *all)
{
	size_t i;

	for (i = 0; i < all->count; i++) {
		if (all->list[i].state != STATE_UNKNOWN)
			continue;
		log_warning("%s; what is said of state, zone and blocks is incomplete", geteuid() ?
			    "only root can see memory blocks" :
			    "something changes memory blocks just now");
		return;
	}
}

/* Repeats the warnings that the module, and the plan, gave when these became RAM. */
static void warn_of_nodes(const struct instances *all)
{
	struct machine machine;
	char uuid[UUID_STR_LEN];
	size_t i;

	if (!all->count || machine_read(&machine))
		return;
	for (i = 0; i < all->count; i++) {
		const struct instance *instance = &all->list[i];

		if (!instance_is_ours(instance) || instance->node < 0)
			continue;
		uuid_unparse_lower(instance->uuid, uuid);
		if (instance->target_node < 0)
			log_warning("%s: the platform names no NUMA node for it: it is on node %d",
				    uuid, instance->node);
		if (machine_list_has(machine.with_cpus, instance->node))
			log_warning("%s: node %d has CPUs: this pmem is not on a node of its own",
				    uuid, instance->node);
	}
}

int command_list(const struct request *request)
{
	struct instances all;
	struct columns columns;
	enum exit_code code;

	if (request->columns && !strcmp(request->columns, "help")) {
		columns_print_names();
		return DK_DONE;
	}
	if (!columns_choose(&columns, request->columns, request->json))
		return DK_USAGE;
	code = instances_discover(&all);
	if (!code)
		code = instances_examine(&all, PATIENCE_SECONDS);
	if (code) {
		instances_free(&all);
		return code;
	}
	if (request->blocks)
		code = list_blocks(&all, request->json);
	else if (request->json)
		code = list_print_json(&all, &columns);
	else
		code = list_print_table(&all, &columns, request->raw);
	warn_of_locked(&all);
	warn_of_unknown(&all);
	warn_of_nodes(&all);
	if (!code && !all.count)
		log_info("no device-dax instance is active on this machine; 'ndctl create-namespace "
			 "--mode=devdax' makes one, 'ndctl list -Ni' shows what there is");
	instances_free(&all);
	return code;
}
