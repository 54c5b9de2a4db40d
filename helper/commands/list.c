// SPDX-License-Identifier: GPL-2.0-only
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/exit.h"
#include "base/log.h"
#include "commands/command.h"
#include "commands/list-blocks.h"
#include "commands/list-table.h"
#include "commands/report.h"
#include "devices/discover.h"
#include "devices/machine.h"
#include "devices/target.h"

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
	char identity[IDENTITY_TEXT_MAX];
	size_t i;

	if (!all->count || machine_read(&machine))
		return;
	for (i = 0; i < all->count; i++) {
		const struct instance *instance = &all->list[i];

		if (!instance_is_ours(instance) || instance->node < 0)
			continue;
		identity_text(identity, &instance->id);
		if (instance->target_node < 0)
			log_warning("%s: the platform names no NUMA node for it: it is on node %d",
				    identity, instance->node);
		if (machine_list_has(machine.with_cpus, instance->node))
			log_warning("%s: node %d has CPUs: this pmem is not on a node of its own",
				    identity, instance->node);
	}
}

/* The instances are found, and everything about them is read. */
static enum exit_code print_instances(struct instances *all, const struct request *request,
				      const struct columns *columns)
{
	enum exit_code code = DK_DONE;

	/* before the states are compared: these may be in one that is asked for */
	warn_of_locked(all);
	warn_of_unknown(all);
	list_filter_states(all, &request->filter);
	if (request->blocks)
		code = list_blocks(all, request->json, request->table.bytes);
	else if (request->json)
		report_add("devices", instances_json(all, columns));
	else
		code = list_print_table(all, columns, &request->table);
	warn_of_nodes(all);
	return code;
}

/* Keeps the instances that the user has named, or all if none was named. */
static enum exit_code keep_targets(struct instances *all, const struct request *request)
{
	enum exit_code rc, worst = DK_DONE;
	const struct instance *instance;
	size_t i, kept = 0;
	bool *named;
	int target;

	if (!request->n_targets)
		return DK_DONE;
	named = calloc(all->count + 1, sizeof(*named));
	if (!named) {
		log_error("out of memory for %zu instances", all->count);
		return DK_FAILED;
	}
	for (target = 0; target < request->n_targets; target++) {
		report_target(request->targets[target]);
		rc = target_find(all, request->targets[target], &instance);
		report_exit(rc);
		if (!rc)
			named[instance - all->list] = true;
		worst = exit_worst(worst, rc);
	}
	report_target(NULL);
	for (i = 0; i < all->count; i++) {
		if (named[i])
			all->list[kept++] = all->list[i];
	}
	all->count = kept;
	free(named);
	return worst;
}

static void say_none(bool is_any)
{
	if (is_any)
		log_info("no instance fits; 'dax-kmem list' alone shows all");
	else
		log_info("no device-dax instance is active on this machine; 'ndctl "
			 "create-namespace --mode=devdax' makes one, 'ndctl list -Ni' shows what "
			 "there is");
}

static enum exit_code list_instances(const struct request *request, const struct columns *columns)
{
	enum exit_code code, wrong = DK_DONE;
	struct instances all;
	bool is_any;

	/* the parts of a namespace are of pmem only */
	code = request->blocks ? instances_discover(&all) : instances_discover_every_kind(&all);
	is_any = all.count;
	if (!code) {
		wrong = keep_targets(&all, request);
		list_filter_places(&all, &request->filter);
		code = instances_examine(&all, PATIENCE_SECONDS);
	}
	if (!code)
		code = exit_worst(print_instances(&all, request, columns), wrong);
	if (!code && !all.count)
		say_none(is_any);
	instances_free(&all);
	return code;
}

static bool choose_columns(struct columns *columns, const struct request *request)
{
	if (request->all_columns) {
		columns_choose_all(columns);
		return true;
	}
	return columns_choose(columns, request->columns, request->json);
}

static void show_names(const struct request *request, const char *key,
		       struct json_object *(*names_json)(void), void (*print_names)(void))
{
	if (request->json)
		report_add(key, names_json());
	else
		print_names();
}

int command_list(const struct request *request)
{
	struct columns columns;

	if (request->columns && !strcmp(request->columns, "help"))
		show_names(request, "columns", columns_names_json, columns_print_names);
	else if (request->show_states)
		show_names(request, "states", list_filter_states_json, list_filter_print_states);
	else if (choose_columns(&columns, request))
		return list_instances(request, &columns);
	else
		return DK_USAGE;
	return DK_DONE;
}
