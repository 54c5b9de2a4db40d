// SPDX-License-Identifier: GPL-2.0-only
/* A plan, for scripts. */
#include <errno.h>

#include "base/util.h"
#include "commands/instance-columns.h"
#include "commands/plan-json.h"

static void get_namespace_bytes(struct value *value, const struct plan *plan)
{
	if (plan->instance->ns_size)
		value_set_bytes(value, plan->instance->ns_size);
}

static void get_ram(struct value *value, const struct plan *plan)
{
	value_set_bytes(value, plan_ram_bytes(plan));
}

static void get_plan_blocks(struct value *value, const struct plan *plan)
{
	value_set_number(value, plan->blocks.count);
}

static void get_plan_zone(struct value *value, const struct plan *plan)
{
	value_set_text(value, zone_names[plan->zone]);
}

static void get_lost(struct value *value, const struct plan *plan)
{
	value_set_bytes(value, plan_lost_bytes(plan));
}

static void get_lost_start(struct value *value, const struct plan *plan)
{
	value_set_bytes(value, plan->lost_start);
}

static void get_lost_end(struct value *value, const struct plan *plan)
{
	value_set_bytes(value, plan->lost_end);
}

static void get_info(struct value *value, const struct plan *plan)
{
	if (plan->info)
		value_set_bytes(value, plan->info);
}

static void get_reserve(struct value *value, const struct plan *plan)
{
	value_set_bytes(value, plan->reserve);
}

static void get_plan_memmap(struct value *value, const struct plan *plan)
{
	value_set_text(value, memmap_names[plan->memmap]);
}

static void get_memmap_bytes(struct value *value, const struct plan *plan)
{
	value_set_bytes(value, plan->memmap_bytes);
}

static void get_dram_available(struct value *value, const struct plan *plan)
{
	if (plan->machine->available)
		value_set_bytes(value, plan->machine->dram);
}

static void get_plan_node(struct value *value, const struct plan *plan)
{
	value_set_number(value, plan->node);
}

static void get_distance(struct value *value, const struct plan *plan)
{
	if (plan->node_is.distance)
		value_set_number(value, plan->node_is.distance);
}

static void get_read_latency(struct value *value, const struct plan *plan)
{
	if (plan->node_is.latency)
		value_set_number(value, plan->node_is.latency);
}

static void get_read_bandwidth(struct value *value, const struct plan *plan)
{
	if (plan->node_is.bandwidth)
		value_set_number(value, plan->node_is.bandwidth);
}

static void get_tier(struct value *value, const struct plan *plan)
{
	value_set_text(value, plan->node_is.tier);
}

static void get_exit_code(struct value *value, const struct plan *plan)
{
	value_set_number(value, findings_worst(&plan->findings));
}

/* Scripts depend on the keys. A key without a function is printed as "list" prints it. */
static const struct {
	const char *key;
	void (*get)(struct value *value, const struct plan *plan);
} properties[] = {
	{ "uuid" },
	{ "device" },
	{ "namespace" },
	{ "chardev" },
	{ "driver" },
	{ "state" },
	{ "size" },
	{ "namespace_bytes", get_namespace_bytes },
	{ "ram_bytes", get_ram },
	{ "blocks_total", get_plan_blocks },
	{ "zone", get_plan_zone },
	{ "lost_bytes", get_lost },
	{ "lost_start", get_lost_start },
	{ "lost_end", get_lost_end },
	{ "info_bytes", get_info },
	{ "reserve_bytes", get_reserve },
	{ "memmap", get_plan_memmap },
	{ "memmap_bytes", get_memmap_bytes },
	{ "dram_available", get_dram_available },
	{ "node", get_plan_node },
	{ "distance", get_distance },
	{ "read_latency_ns", get_read_latency },
	{ "read_bandwidth_mib", get_read_bandwidth },
	{ "tier", get_tier },
	{ "exit_code", get_exit_code },
};

static struct json_object *findings_json(const struct findings *findings, enum severity severity)
{
	struct json_object *list = json_new_list();
	size_t i;

	for (i = 0; i < findings->count; i++) {
		if (findings->list[i].severity != severity)
			continue;
		if (json_list_add_text(list, findings->list[i].text)) {
			json_free(list);
			return NULL;
		}
	}
	return list;
}

static int add_findings(struct json_object *object, const struct findings *findings)
{
	static const char *const keys[SEVERITIES] = {
		[FINDING_STOP] = "stops",
		[FINDING_WARNING] = "warnings",
		[FINDING_NOTE] = "notes",
	};
	enum severity severity;
	int rc = 0;

	for (severity = 0; !rc && severity < SEVERITIES; severity++)
		rc = json_add(object, keys[severity], findings_json(findings, severity));
	return rc;
}

static struct json_object *plan_json(const struct plan *plan)
{
	struct json_object *object = json_new_object();
	int rc = 0;
	size_t i;

	for (i = 0; !rc && i < ARRAY_SIZE(properties); i++) {
		struct value value = { .type = VALUE_NONE };

		if (!properties[i].get) {
			rc = instance_add_json(object, properties[i].key, plan->instance);
			continue;
		}
		properties[i].get(&value, plan);
		rc = value_add_json(object, properties[i].key, &value);
	}
	if (!rc)
		rc = add_findings(object, &plan->findings);
	if (!rc)
		return object;
	json_free(object);
	return NULL;
}

struct json_object *plans_json(const struct plan *plans, size_t count)
{
	struct json_object *list = json_new_list();
	size_t i;

	for (i = 0; i < count; i++) {
		if (json_list_add(list, plan_json(&plans[i]))) {
			json_free(list);
			return NULL;
		}
	}
	return list;
}
