/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef DAX_KMEM_STATUS_H
#define DAX_KMEM_STATUS_H

#include "base/exit.h"
#include "base/json.h"
#include "commands/auto-result.h"
#include "devices/instance.h"
#include "devices/machine.h"
#include "devices/module-version.h"
#include "devices/node-usage.h"
#include "plan/findings.h"
#include "settings/config.h"

/**
 * struct device_status - an instance, and what is to become of it at boot
 * @entry: the section that lists it, NULL for none
 * @doubtful: that section has errors, so it is not attached
 * @tried: @result is known
 * @result: how auto's last attempt to attach it has ended
 */
struct device_status {
	const struct instance *instance;
	const struct entry *entry;
	bool doubtful;
	bool tried;
	struct auto_result result;
};

/**
 * struct status - all that is shown of the machine
 * @devices: one for each of @all
 * @missing: how many sections list what this machine does not have
 * @listed: instances and sections that are to be RAM; @attached: how many of them are
 * @machine: nothing, when this kernel has no memory hot-plug
 * @findings: a FINDING_STOP for each thing that is listed and not attached
 */
struct status {
	struct instances all;
	struct device_status *devices;
	struct config config;
	size_t missing;
	size_t listed;
	size_t attached;
	struct machine machine;
	struct node_usage usage;
	struct module_version module;
	struct findings findings;
};

/**
 * status_boot() - "no", "yes", "early", or "error": is it to be attached at boot?
 */
const char *status_boot(const struct device_status *device);

/**
 * status_memory() - "dram", the name of another kind, or "both": what the memory of a node is
 */
const char *status_memory(const struct status *status, int node);

/**
 * status_check() - look for what is wrong, and what could be better
 */
void status_check(struct status *status);

/**
 * status_print() - print it for people
 */
void status_print(const struct status *status);

/**
 * status_json() - the same as an object
 *
 * Return: NULL when memory is short.
 */
struct json_object *status_json(const struct status *status);

#endif
