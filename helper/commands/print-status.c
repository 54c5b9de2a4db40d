// SPDX-License-Identifier: GPL-2.0-only
/* The status of the machine, for people. */
#include <stdio.h>
#include <stdlib.h>

#include "base/printable.h"
#include "base/util.h"
#include "commands/status.h"
#include "commands/value.h"

#define OR_DASH(text)	((text) && (text)[0] ? (text) : "-")

static void print_bytes(uint64_t bytes)
{
	char text[16];

	human_bytes(text, sizeof(text), bytes);
	printf(" %6s", text);
}

static void print_memory(const struct status *status)
{
	struct node node;
	size_t i;

	printf("NODE MEMORY TIER           ZONE      SIZE   USED  CACHE   FREE\n");
	for (i = 0; i < status->usage.count; i++) {
		const struct zone_usage *zone = &status->usage.list[i];

		machine_node(&node, zone->node);
		printf("%4d %-6s %-14s %-7s", zone->node, status_memory(status, zone->node),
		       OR_DASH(node.tier),
		       zone_names[zone->movable ? ZONE_MOVABLE : ZONE_KERNEL]);
		print_bytes(zone->size);
		print_bytes(zone_usage_used(zone));
		print_bytes(zone->cache);
		print_bytes(zone->free);
		putchar('\n');
	}
}

static const char *result_name(const struct device_status *device)
{
	if (!device->tried)
		return "-";
	return device->result.code ? "failed" : "done";
}

static void print_devices(const struct status *status)
{
	char blocks[48];
	size_t i;

	if (!status->all.count)
		return;
	printf("\n%-36s %-7s %-8s %-5s %-6s %4s %s\n", "IDENTITY", "DEVICE", "STATE", "BOOT",
	       "RESULT", "NODE", "BLOCKS");
	for (i = 0; i < status->all.count; i++) {
		const struct instance *instance = &status->all.list[i];
		char identity[IDENTITY_TEXT_MAX];

		snprintf(blocks, sizeof(blocks), "%zu/%zu", instance->blocks_online,
			 instance->blocks.count);
		identity_text(identity, &instance->id);
		printf("%-36s %-7s %-8s %-5s %-6s %4d %s\n", identity[0] ? identity : "-",
		       instance->device,
		       OR_DASH(state_names[instance->state]), status_boot(&status->devices[i]),
		       result_name(&status->devices[i]), instance_node(instance),
		       instance->blocks.count ? blocks : "-");
	}
}

static void print_listed(const struct status *status)
{
	if (status->listed)
		printf("%-11s %zu, of which %zu %s attached", "listed", status->listed,
		       status->attached, status->attached == 1 ? "is" : "are");
	else
		printf("%-11s nothing", "listed");
	puts(status->config.unread || status->config.unclear ? "; errors may hide more" : "");
}

static void print_module(const struct module_version *module)
{
	if (module->loaded)
		printf("%-11s loaded, version %s", "module", OR_DASH(module->loaded_version));
	else
		printf("%-11s not loaded", "module");
	if (module->unread[0])
		printf("; what is installed for %s cannot be read\n", OR_DASH(module->kernel));
	else if (module->installed)
		printf("; version %s is installed for %s\n", OR_DASH(module->installed_version),
		       module->kernel);
	else
		printf("; none is installed for %s\n", OR_DASH(module->kernel));
}

static void print_kernel(const struct status *status)
{
	const struct machine *machine = &status->machine;

	print_module(&status->module);
	if (machine->block_size)
		printf("%-11s auto_online_blocks=%s, online_policy=%s\n%-11s %s\n", "new memory",
		       OR_DASH(machine->auto_online), OR_DASH(machine->online_policy),
		       "page arrays", machine->memmap_on_memory ?
		       "in DRAM, or on the pmem (memmap_on_memory=Y)" :
		       machine->memmap_wanted ?
		       "in DRAM only (on the pmem this kernel cannot, or could not take it back)" :
		       "in DRAM only (memmap_on_memory=N)");
	if (machine->demotion >= 0)
		printf("%-11s %s\n", "demotion", machine->demotion ? "on" : "off");
	else
		printf("%-11s this kernel cannot\n", "demotion");
	if (machine->balancing >= 0)
		printf("%-11s %s (numa_balancing=%d)\n", "promotion",
		       machine->balancing & BALANCING_TIERING ? "on" : "off", machine->balancing);
	else
		printf("%-11s this kernel cannot\n", "promotion");
}

static void print_findings_of(const struct findings *findings, enum severity severity)
{
	static const char *const labels[SEVERITIES] = {
		[FINDING_STOP] = "PROBLEM",
		[FINDING_WARNING] = "warning",
		[FINDING_NOTE] = "note",
	};
	size_t i;

	for (i = 0; i < findings->count; i++) {
		char *text;

		if (findings->list[i].severity != severity)
			continue;
		text = printable_text(findings->list[i].text);
		printf("%-11s %s\n", labels[severity], text ? text : "?");
		free(text);
	}
}

void status_print(const struct status *status)
{
	enum severity severity;

	print_memory(status);
	print_devices(status);
	putchar('\n');
	print_listed(status);
	print_kernel(status);
	for (severity = 0; severity < SEVERITIES; severity++)
		print_findings_of(&status->findings, severity);
}
