// SPDX-License-Identifier: GPL-2.0-only
/* A plan, for people. */
#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/printable.h"
#include "base/util.h"
#include "commands/print-plan.h"
#include "commands/value.h"

/* Prints the text behind the label into @stream. When it prints nothing, there is no such line. */
typedef void (*tell_fn)(FILE *stream, const struct plan *plan);

static const char *human(uint64_t bytes)
{
	static char text[4][16];	/* as many as one printf() uses */
	static unsigned int next;

	next = (next + 1) % ARRAY_SIZE(text);
	human_bytes(text[next], sizeof(text[next]), bytes);
	return text[next];
}

static void tell_uuid(FILE *stream, const struct plan *plan)
{
	fputs(plan->uuid, stream);
}

static void tell_now(FILE *stream, const struct plan *plan)
{
	const struct instance *instance = plan->instance;

	fprintf(stream, "%s on %s", instance->device, instance->namespace);
	if (instance->driver[0])
		fprintf(stream, ", driver %s", instance->driver);
	if (instance->chardev[0])
		fprintf(stream, ", /dev/%s", instance->chardev);
	if (state_names[instance->state])
		fprintf(stream, ", state %s", state_names[instance->state]);
}

static void tell_given_back(FILE *stream, const struct plan *plan)
{
	if (plan->nothing || !plan->blocks.count)
		fputs("none to give back", stream);
	else
		fprintf(stream, "%s in %zu block%s of %s, zone %s, node %d, %s",
			human(plan_ram_bytes(plan)), plan->blocks.count,
			PLURAL(plan->blocks.count), human(plan->block_size),
			zone_names[plan->zone] ? zone_names[plan->zone] : "none", plan->node,
			plan->offline_only ? "go offline, and are not given back" :
					     "are given back");
}

static void tell_ram(FILE *stream, const struct plan *plan)
{
	if (plan->goal == GOAL_DETACH) {
		tell_given_back(stream, plan);
		return;
	}
	if (plan->bind && !plan->info) {
		fputs("known when it has a driver: without one the kernel does not tell", stream);
		return;
	}
	fprintf(stream, "%s in %zu block%s of %s, zone %s%s, node %d", human(plan_ram_bytes(plan)),
		plan->blocks.count, PLURAL(plan->blocks.count), human(plan->block_size),
		zone_names[plan->zone], plan->wish->online ? "" : ", left offline", plan->node);
	if (plan->nothing)
		fputs(": already so", stream);
}

static void tell_lost(FILE *stream, const struct plan *plan)
{
	if (plan->bind && !plan->info)
		return;
	if (!plan->bind)
		fprintf(stream, "%s to block alignment", human(plan->lost_start));
	else
		fprintf(stream, "%s between the info block and the first whole memory block, %s "
			"behind the last one", human(plan->lost_start), human(plan->lost_end));
}

static void tell_reserve(FILE *stream, const struct plan *plan)
{
	if (plan->reserve)
		fprintf(stream, "%s of device-dax's page array (--map=dev) become RAM too",
			human(plan->reserve));
}

static void tell_memmap(FILE *stream, const struct plan *plan)
{
	if (plan->bind && !plan->info)
		return;
	fprintf(stream, "%s of %s", human(plan->memmap_bytes),
		plan->memmap == MEMMAP_PMEM ? "the pmem itself" : "DRAM");
	if (plan->memmap == MEMMAP_DRAM && plan->bind && plan->machine->available)
		fprintf(stream, ", where %s are available", human(plan->machine->dram));
}

static void tell_node(FILE *stream, const struct plan *plan)
{
	const struct node *node = &plan->node_is;

	fprintf(stream, "%d, ", plan->node);
	if (node->total)
		fprintf(stream, "which has %s of memory", human(node->total));
	else
		fputs("without memory until then", stream);
	if (node->distance)
		fprintf(stream, ", distance %d from node 0", node->distance);
	if (node->latency)
		fprintf(stream, ", reads in %" PRIu64 " ns", node->latency);
	if (node->bandwidth)
		fprintf(stream, ", at %" PRIu64 " MiB/s", node->bandwidth);
	if (node->tier[0])
		fprintf(stream, ", in %s", node->tier);
	else
		fputs(", in no memory tier yet: it joins a slower one than DRAM", stream);
}

static const struct {
	const char *label;
	tell_fn tell;
	bool detach;	/* also printed for detach */
} lines[] = {
	{ "instance", tell_uuid, true },
	{ "now", tell_now, true },
	{ "RAM", tell_ram, true },
	{ "lost", tell_lost },
	{ "regained", tell_reserve },
	{ "page array", tell_memmap },
	{ "node", tell_node },
};

static const char *const finding_labels[SEVERITIES] = {
	[FINDING_STOP] = "STOP",
	[FINDING_WARNING] = "warning",
	[FINDING_NOTE] = "note",
};

static int print_line(const char *label, const char *text)
{
	char *shown = printable_text(text);

	if (!shown)
		return -ENOMEM;
	printf("%-11s %s\n", label, shown);
	free(shown);
	return 0;
}

static int print_told(const char *label, tell_fn tell, const struct plan *plan)
{
	char *text = NULL;
	size_t size;
	FILE *stream = open_memstream(&text, &size);
	int rc = -ENOMEM;

	if (!stream)
		return rc;
	tell(stream, plan);
	if (!fclose(stream))
		rc = text[0] ? print_line(label, text) : 0;
	free(text);
	return rc;
}

static int print_findings(const struct findings *findings, enum severity severity)
{
	int rc = 0;
	size_t i;

	for (i = 0; !rc && i < findings->count; i++) {
		if (findings->list[i].severity == severity)
			rc = print_line(finding_labels[severity], findings->list[i].text);
	}
	return rc;
}

static int print_plan(const struct plan *plan)
{
	enum severity severity;
	int rc = 0;
	size_t i;

	for (i = 0; !rc && i < ARRAY_SIZE(lines); i++) {
		if (plan->goal == GOAL_ATTACH || lines[i].detach)
			rc = print_told(lines[i].label, lines[i].tell, plan);
	}
	for (severity = 0; !rc && severity < SEVERITIES; severity++)
		rc = print_findings(&plan->findings, severity);
	return rc;
}

int print_plans(const struct plan *plans, size_t count)
{
	size_t i;
	int rc = 0;

	for (i = 0; !rc && i < count; i++) {
		if (i)
			putchar('\n');
		rc = print_plan(&plans[i]);
	}
	return rc;
}
