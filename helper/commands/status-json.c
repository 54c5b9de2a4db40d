// SPDX-License-Identifier: GPL-2.0-only
/* The status of the machine, for scripts, which depend on the keys. */
#include "base/json.h"
#include "base/util.h"
#include "commands/instance-columns.h"
#include "commands/status.h"

/* Returns @object, or frees it and returns NULL when something could not be added to it. */
static struct json_object *unless_failed(struct json_object *object, int rc)
{
	if (!rc)
		return object;
	json_free(object);
	return NULL;
}

static struct json_object *zone_json(const struct status *status, const struct zone_usage *zone)
{
	struct json_object *object = json_new_object();
	struct node node;
	int rc;

	machine_node(&node, zone->node);
	rc = json_add_number(object, "node", zone->node);
	rc = rc ? rc : json_add_text(object, "memory", status_memory(status, zone->node));
	rc = rc ? rc : json_add_text(object, "tier", node.tier);
	rc = rc ? rc : json_add_text(object, "zone",
				     zone_names[zone->movable ? ZONE_MOVABLE : ZONE_KERNEL]);
	rc = rc ? rc : json_add_number(object, "size", zone->size);
	rc = rc ? rc : json_add_number(object, "used", zone_usage_used(zone));
	rc = rc ? rc : json_add_number(object, "cache", zone->cache);
	rc = rc ? rc : json_add_number(object, "free", zone->free);
	return unless_failed(object, rc);
}

static struct json_object *memory_json(const struct status *status)
{
	struct json_object *list = json_new_list();
	int rc = 0;
	size_t i;

	for (i = 0; !rc && i < status->usage.count; i++)
		rc = json_list_add(list, zone_json(status, &status->usage.list[i]));
	return unless_failed(list, rc);
}

static struct json_object *result_json(const struct auto_result *result)
{
	struct json_object *object = json_new_object();
	int rc;

	rc = json_add_number(object, "exit_code", result->code);
	rc = rc ? rc : json_add_number(object, "time", result->time);
	rc = rc ? rc : json_add_text(object, "message", result->message);
	return unless_failed(object, rc);
}

static struct json_object *device_json(const struct device_status *device)
{
	static const char *const keys[] = {
		"kind", "identity", "uuid", "device", "namespace", "driver", "state", "ram_bytes",
		"node", "zone", "blocks_online", "blocks_total",
	};
	struct json_object *object = json_new_object();
	const struct entry *entry = device->entry;
	int rc = 0;
	size_t i;

	for (i = 0; !rc && i < ARRAY_SIZE(keys); i++)
		rc = instance_add_json(object, keys[i], device->instance);
	rc = rc ? rc : json_add_text(object, "boot", status_boot(device));
	rc = rc ? rc : json_add_text(object, "boot_file", entry ? entry->file : NULL);
	if (!rc && entry)
		rc = json_add_number(object, "boot_line", entry->line);
	else if (!rc)
		rc = json_add_null(object, "boot_line");
	if (!rc && device->tried)
		rc = json_add(object, "result", result_json(&device->result));
	else if (!rc)
		rc = json_add_null(object, "result");
	return unless_failed(object, rc);
}

static struct json_object *devices_json(const struct status *status)
{
	struct json_object *list = json_new_list();
	int rc = 0;
	size_t i;

	for (i = 0; !rc && i < status->all.count; i++)
		rc = json_list_add(list, device_json(&status->devices[i]));
	return unless_failed(list, rc);
}

static struct json_object *module_json(const struct module_version *module)
{
	struct json_object *object = json_new_object();
	int rc;

	rc = json_add_text(object, "kernel", module->kernel);
	rc = rc ? rc : json_add_truth(object, "loaded", module->loaded);
	rc = rc ? rc : json_add_text(object, "loaded_version", module->loaded_version);
	if (!rc && module->unread[0])
		rc = json_add_null(object, "installed");
	else if (!rc)
		rc = json_add_truth(object, "installed", module->installed);
	rc = rc ? rc : json_add_text(object, "installed_version", module->installed_version);
	return unless_failed(object, rc);
}

static struct json_object *kernel_json(const struct status *status)
{
	struct json_object *object = json_new_object();
	const struct machine *machine = &status->machine;
	int rc;

	rc = json_add_text(object, "auto_online_blocks", machine->auto_online);
	rc = rc ? rc : json_add_text(object, "online_policy", machine->online_policy);
	rc = rc ? rc : json_add_truth(object, "memmap_on_memory", machine->memmap_on_memory);
	if (!rc && machine->demotion >= 0)
		rc = json_add_truth(object, "demotion", machine->demotion);
	else if (!rc)
		rc = json_add_null(object, "demotion");
	if (!rc && machine->balancing >= 0)
		rc = json_add_number(object, "numa_balancing", machine->balancing);
	else if (!rc)
		rc = json_add_null(object, "numa_balancing");
	return unless_failed(object, rc);
}

static struct json_object *texts_json(const struct findings *findings, enum severity severity)
{
	struct json_object *list = json_new_list();
	int rc = 0;
	size_t i;

	for (i = 0; !rc && i < findings->count; i++) {
		if (findings->list[i].severity == severity)
			rc = json_list_add_text(list, findings->list[i].text);
	}
	return unless_failed(list, rc);
}

struct json_object *status_json(const struct status *status)
{
	const struct findings *findings = &status->findings;
	struct json_object *object = json_new_object();
	enum exit_code code = findings_worst(findings);
	int rc;

	rc = json_add_truth(object, "attached", !code);
	rc = rc ? rc : json_add_number(object, "exit_code", code);
	rc = rc ? rc : json_add_number(object, "listed_total", status->listed);
	rc = rc ? rc : json_add_number(object, "listed_attached", status->attached);
	rc = rc ? rc : json_add_number(object, "listed_missing", status->missing);
	rc = rc ? rc : json_add(object, "memory", memory_json(status));
	rc = rc ? rc : json_add(object, "devices", devices_json(status));
	rc = rc ? rc : json_add(object, "module", module_json(&status->module));
	rc = rc ? rc : json_add(object, "kernel", kernel_json(status));
	rc = rc ? rc : json_add(object, "problems", texts_json(findings, FINDING_STOP));
	rc = rc ? rc : json_add(object, "warnings", texts_json(findings, FINDING_WARNING));
	rc = rc ? rc : json_add(object, "notes", texts_json(findings, FINDING_NOTE));
	return unless_failed(object, rc);
}
