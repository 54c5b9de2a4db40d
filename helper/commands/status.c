// SPDX-License-Identifier: GPL-2.0-only
/* status: the whole machine in one screen, and whether all that is listed is attached. */
#include <stdlib.h>
#include <string.h>

#include "base/log.h"
#include "commands/command.h"
#include "commands/report.h"
#include "commands/status.h"
#include "devices/discover.h"
#include "devices/driver.h"
#include "devices/module-options.h"
#include "settings/config-missing.h"
#include "settings/modprobe-early.h"

#define PATIENCE_SECONDS	2	/* to wait for devices that the kernel keeps locked */

const char *status_boot(const struct device_status *device)
{
	if (!device->entry)
		return "no";
	if (device->doubtful)
		return "error";
	return device->entry->wish.early ? "early" : "yes";
}

/*
 * How much of this pmem is RAM is not known where the kernel's kmem has it: that driver has no
 * attributes on the nd bus.
 */
static bool is_kmem_pmem(const struct instance *instance)
{
	return instance->id.kind == KIND_PMEM && !strcmp(instance->dax_driver, "kmem");
}

const char *status_memory(const struct status *status, int node)
{
	bool is_kind[KINDS] = { false }, uncounted = false;
	uint64_t counted = 0;
	size_t i, kinds = 0;
	enum kind kind, last = KIND_PMEM;

	for (i = 0; i < status->all.count; i++) {
		const struct instance *instance = &status->all.list[i];

		if (is_kmem_pmem(instance) && instance_node(instance) == node)
			uncounted = true;
		else if (instance->node != node || !instance->blocks_online)
			continue;
		is_kind[instance->id.kind] = true;
		counted += instance->blocks_online * status->machine.block_size;
	}
	for (kind = 0; kind < KINDS; kind++) {
		kinds += is_kind[kind];
		last = is_kind[kind] ? kind : last;
	}
	if (!kinds)
		return "dram";
	if (kinds > 1 || machine_list_has(status->machine.with_cpus, node) ||
	    (!uncounted && counted < node_usage_size(&status->usage, node)))
		return "both";
	return kind_names[last];
}

/* What earlier checks log becomes a finding. Only one status is made in a run. */
static struct {
	struct findings *findings;
	enum severity warnings_are;
	enum exit_code code;
	size_t warnings;
} taken;

static bool take_message(enum log_level level, const char *text)
{
	enum severity severity = level == LOG_LEVEL_ERROR ? FINDING_STOP : taken.warnings_are;

	if (level > LOG_LEVEL_WARNING)
		return false;
	taken.warnings += level == LOG_LEVEL_WARNING;
	findings_add(taken.findings, severity, taken.code, "%s", text);
	return true;
}

/* @code: that of the findings that errors, or warnings, become */
static void take_messages(struct status *status, enum exit_code code, enum severity warnings_are)
{
	taken.findings = &status->findings;
	taken.warnings_are = warnings_are;
	taken.code = code;
	taken.warnings = 0;
	log_take_message = take_message;
}

static void read_config(struct status *status)
{
	take_messages(status, DK_USAGE, FINDING_WARNING);
	config_load(&status->config);
	early_check(&status->config);
	take_messages(status, DK_IDENTITY, FINDING_STOP);
	missing_say(&status->config, &status->all);
	status->missing = taken.warnings;
	status->listed = taken.warnings;
	log_take_message = NULL;
}

static void read_kernel(struct status *status)
{
	take_messages(status, DK_UNSUITABLE, FINDING_WARNING);
	if (machine_read(&status->machine))
		machine_say_none();
	log_take_message = NULL;
	node_usage_read(&status->usage);
	module_version_read(&status->module, driver_ours);
	if (status->machine.memmap_on_memory && module_refuses(driver_ours, "memmap=pmem"))
		status->machine.memmap_on_memory = false;
}

static enum exit_code read_devices(struct status *status)
{
	size_t i;

	status->devices = calloc(status->all.count + 1, sizeof(*status->devices));
	if (!status->devices) {
		log_error("out of memory");
		return DK_FAILED;
	}
	for (i = 0; i < status->all.count; i++) {
		struct device_status *device = &status->devices[i];

		device->instance = &status->all.list[i];
		device->entry = config_find_doubt(&status->config, device->instance);
		device->doubtful = device->entry;
		if (!device->entry)
			device->entry = config_find(&status->config, device->instance);
		device->tried = !auto_result_read(&device->result, device->instance);
		status->listed += !!device->entry;
		status->attached += device->entry && device->instance->state == STATE_RAM;
	}
	return DK_DONE;
}

static enum exit_code read_status(struct status *status)
{
	enum exit_code rc;

	memset(status, 0, sizeof(*status));
	rc = instances_discover_every_kind(&status->all);
	if (!rc)
		rc = instances_examine(&status->all, PATIENCE_SECONDS);
	if (rc)
		return rc;
	read_config(status);
	read_kernel(status);
	return read_devices(status);
}

static void free_status(struct status *status)
{
	free(status->devices);
	instances_free(&status->all);
	config_free(&status->config);
	findings_free(&status->findings);
}

int command_status(const struct request *request)
{
	struct status status;
	enum exit_code rc;

	rc = read_status(&status);
	if (!rc) {
		status_check(&status);
		rc = findings_worst(&status.findings);
		if (request->json)
			report_add("status", status_json(&status));
		else
			status_print(&status);
	}
	free_status(&status);
	return rc;
}
