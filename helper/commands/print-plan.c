// SPDX-License-Identifier: GPL-2.0-only
/* A plan, for people and for scripts, from one definition. */
#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/log.h"
#include "base/printable.h"
#include "base/util.h"
#include "commands/list-table.h"
#include "commands/print-plan.h"

/* Prints into @stream, or nothing for "none" or "unknown": null in JSON, no line for people. */
typedef void (*put_fn)(FILE *stream, const struct plan *plan);

static void put_bytes(FILE *stream, uint64_t bytes)
{
	fprintf(stream, "%" PRIu64, bytes);
}

static const char *human(uint64_t bytes)
{
	static char text[4][16];	/* so many in one printf */
	static unsigned int next;

	next = (next + 1) % ARRAY_SIZE(text);
	output_bytes(text[next], sizeof(text[next]), bytes);
	return text[next];
}

static void put_uuid(FILE *stream, const struct plan *plan)
{
	fputs(plan->uuid, stream);
}

static void put_device(FILE *stream, const struct plan *plan)
{
	fputs(plan->instance->device, stream);
}

static void put_namespace(FILE *stream, const struct plan *plan)
{
	fputs(plan->instance->namespace, stream);
}

static void put_chardev(FILE *stream, const struct plan *plan)
{
	fputs(plan->instance->chardev, stream);
}

static void put_driver(FILE *stream, const struct plan *plan)
{
	fputs(plan->instance->driver, stream);
}

static void put_state(FILE *stream, const struct plan *plan)
{
	if (state_names[plan->instance->state])
		fputs(state_names[plan->instance->state], stream);
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

/* Of the data, as in list. */
static void put_size(FILE *stream, const struct plan *plan)
{
	if (plan->instance->data_size)
		put_bytes(stream, plan->instance->data_size);
}

static void put_namespace_bytes(FILE *stream, const struct plan *plan)
{
	if (plan->instance->ns_size)
		put_bytes(stream, plan->instance->ns_size);
}

static void put_ram(FILE *stream, const struct plan *plan)
{
	put_bytes(stream, plan_ram_bytes(plan));
}

static void put_blocks(FILE *stream, const struct plan *plan)
{
	fprintf(stream, "%zu", plan->blocks.count);
}

static void put_zone(FILE *stream, const struct plan *plan)
{
	fputs(zone_names[plan->zone], stream);
}

static void put_node(FILE *stream, const struct plan *plan)
{
	fprintf(stream, "%d", plan->node);
}

static void tell_ram(FILE *stream, const struct plan *plan)
{
	if (plan->bind && !plan->info) {
		fputs("known when it has a driver: without one the kernel does not tell", stream);
		return;
	}
	fprintf(stream, "%s in %zu block%s of %s, zone %s%s, node %d", human(plan_ram_bytes(plan)),
		plan->blocks.count, PLURAL(plan->blocks.count), human(plan->block_size),
		zone_names[plan->zone], plan->wish->online ? "" : ", left offline", plan->node);
	if (!plan->bind && !plan->onlining)
		fputs(": already so", stream);
}

static void put_lost(FILE *stream, const struct plan *plan)
{
	put_bytes(stream, plan_lost_bytes(plan));
}

static void put_lost_start(FILE *stream, const struct plan *plan)
{
	put_bytes(stream, plan->lost_start);
}

static void put_lost_end(FILE *stream, const struct plan *plan)
{
	put_bytes(stream, plan->lost_end);
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

static void put_reserve(FILE *stream, const struct plan *plan)
{
	put_bytes(stream, plan->reserve);
}

static void tell_reserve(FILE *stream, const struct plan *plan)
{
	if (plan->reserve)
		fprintf(stream, "%s of device-dax's page array (--map=dev) become RAM too",
			human(plan->reserve));
}

static void put_info(FILE *stream, const struct plan *plan)
{
	if (plan->info)
		put_bytes(stream, plan->info);
}

static void put_memmap(FILE *stream, const struct plan *plan)
{
	fputs(memmap_names[plan->memmap], stream);
}

static void put_memmap_bytes(FILE *stream, const struct plan *plan)
{
	put_bytes(stream, plan->memmap_bytes);
}

static void put_available(FILE *stream, const struct plan *plan)
{
	if (plan->machine->available)
		put_bytes(stream, plan->machine->dram);
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

static void put_distance(FILE *stream, const struct plan *plan)
{
	if (plan->node_is.distance)
		fprintf(stream, "%d", plan->node_is.distance);
}

static void put_latency(FILE *stream, const struct plan *plan)
{
	if (plan->node_is.latency)
		fprintf(stream, "%" PRIu64, plan->node_is.latency);
}

static void put_bandwidth(FILE *stream, const struct plan *plan)
{
	if (plan->node_is.bandwidth)
		fprintf(stream, "%" PRIu64, plan->node_is.bandwidth);
}

static void put_tier(FILE *stream, const struct plan *plan)
{
	fputs(plan->node_is.tier, stream);
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

static void put_findings(FILE *stream, const struct plan *plan, enum severity severity)
{
	bool first = true;
	size_t i;

	for (i = 0; i < plan->findings.count; i++) {
		if (plan->findings.list[i].severity != severity)
			continue;
		fprintf(stream, "%s%s", first ? "" : "\n", plan->findings.list[i].text);
		first = false;
	}
}

static void put_stops(FILE *stream, const struct plan *plan)
{
	put_findings(stream, plan, FINDING_STOP);
}

static void put_warnings(FILE *stream, const struct plan *plan)
{
	put_findings(stream, plan, FINDING_WARNING);
}

static void put_notes(FILE *stream, const struct plan *plan)
{
	put_findings(stream, plan, FINDING_NOTE);
}

static void put_code(FILE *stream, const struct plan *plan)
{
	fprintf(stream, "%d", findings_worst(&plan->findings));
}

/* @key: in JSON; @label: before the text for people. One without the other is fine. */
static const struct property {
	const char *key;
	enum { TEXT, NUMBER, LIST } type;
	put_fn put;
	const char *label;
	put_fn tell;
} properties[] = {
	{ "uuid", TEXT, put_uuid, "instance", put_uuid },
	{ "device", TEXT, put_device, "now", tell_now },
	{ "namespace", TEXT, put_namespace },
	{ "chardev", TEXT, put_chardev },
	{ "driver", TEXT, put_driver },
	{ "state", TEXT, put_state },
	{ "size", NUMBER, put_size },
	{ "namespace_bytes", NUMBER, put_namespace_bytes },
	{ "ram_bytes", NUMBER, put_ram, "RAM", tell_ram },
	{ "blocks_total", NUMBER, put_blocks },
	{ "zone", TEXT, put_zone },
	{ "lost_bytes", NUMBER, put_lost, "lost", tell_lost },
	{ "lost_start", NUMBER, put_lost_start },
	{ "lost_end", NUMBER, put_lost_end },
	{ "info_bytes", NUMBER, put_info },
	{ "reserve_bytes", NUMBER, put_reserve, "regained", tell_reserve },
	{ "memmap", TEXT, put_memmap, "page array", tell_memmap },
	{ "memmap_bytes", NUMBER, put_memmap_bytes },
	{ "dram_available", NUMBER, put_available },
	{ "node", NUMBER, put_node, "node", tell_node },
	{ "distance", NUMBER, put_distance },
	{ "read_latency_ns", NUMBER, put_latency },
	{ "read_bandwidth_mib", NUMBER, put_bandwidth },
	{ "tier", TEXT, put_tier },
	{ "exit_code", NUMBER, put_code },
	{ "stops", LIST, put_stops, "STOP", put_stops },
	{ "warnings", LIST, put_warnings, "warning", put_warnings },
	{ "notes", LIST, put_notes, "note", put_notes },
};

/* What @put prints, to be freed; NULL when memory is short. */
static char *text_of(put_fn put, const struct plan *plan)
{
	char *text = NULL;
	size_t size;
	FILE *stream = open_memstream(&text, &size);

	if (!stream)
		return NULL;
	put(stream, plan);
	return fclose(stream) ? NULL : text;
}

static int tell_line(const char *label, const char *line)
{
	char *shown = printable_text(line);

	if (!shown)
		return -ENOMEM;
	printf("%-11s %s\n", label, shown);
	free(shown);
	return 0;
}

static int tell(const struct plan *plan)
{
	char *text, *rest, *line;
	size_t i;
	int rc = 0;

	for (i = 0; !rc && i < ARRAY_SIZE(properties); i++) {
		if (!properties[i].tell)
			continue;
		text = text_of(properties[i].tell, plan);
		if (!text)
			return -ENOMEM;
		rest = text;
		while (!rc && *rest && (line = strsep(&rest, "\n"))) {
			rc = tell_line(properties[i].label, line);
			if (!rest)
				break;
		}
		free(text);
	}
	return rc;
}

/* libsmartcols has rows of values, and no list in one that may be empty. */
static void print_list(char *text)
{
	const char *separator = "";
	char *line;

	putchar('[');
	while (text[0] && (line = strsep(&text, "\n"))) {
		printf("%s\n            ", separator);
		log_json_string(stdout, line);
		separator = ",";
		if (!text)
			break;
	}
	putchar(']');
}

static void print_value(int type, char *text)
{
	if (type == LIST)
		print_list(text);
	else if (!text[0])
		fputs("null", stdout);
	else if (type == NUMBER)
		fputs(text, stdout);
	else
		log_json_string(stdout, text);
}

static int print_json(const struct plan *plans, size_t count)
{
	size_t n, i;
	char *text;

	printf("{\n   \"plans\": [");
	for (n = 0; n < count; n++) {
		printf("%s\n      {", n ? "," : "");
		for (i = 0; i < ARRAY_SIZE(properties); i++) {
			text = text_of(properties[i].put, &plans[n]);
			if (!text)
				return -ENOMEM;
			printf("%s\n         \"%s\": ", i ? "," : "", properties[i].key);
			print_value(properties[i].type, text);
			free(text);
		}
		printf("\n      }");
	}
	printf("\n   ]\n}\n");
	return 0;
}

int print_plans(const struct plan *plans, size_t count, bool json)
{
	size_t i;
	int rc = 0;

	if (json)
		return print_json(plans, count);
	for (i = 0; !rc && i < count; i++) {
		if (i)
			putchar('\n');
		rc = tell(&plans[i]);
	}
	return rc;
}
