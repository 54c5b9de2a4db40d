// SPDX-License-Identifier: GPL-2.0-only
/* status: what is listed and not attached, or set up wrongly, and the command that mends it. */
#include <string.h>
#include <unistd.h>

#include "commands/status.h"
#include "commands/taken-early.h"
#include "devices/driver.h"
#include "devices/kernel-module.h"
#include "settings/switched-off.h"

#define STOP(status, code, ...) \
	findings_add(&(status)->findings, FINDING_STOP, code, __VA_ARGS__)
#define WARN(status, ...) \
	findings_add(&(status)->findings, FINDING_WARNING, DK_DONE, __VA_ARGS__)
#define NOTE(status, ...) \
	findings_add(&(status)->findings, FINDING_NOTE, DK_DONE, __VA_ARGS__)

static void check_module_file(struct status *status)
{
	const struct module_version *module = &status->module;
	char why[1024];
	enum exit_code code;

	if (module->unread[0]) {
		WARN(status, "%s", module->unread);
		return;
	}
	code = module_find(driver_ours, why, sizeof(why));
	if (code && status->attached < status->listed)
		STOP(status, code, "%s", why);
	else if (why[0])
		WARN(status, "%s", why);
	if (!module->is_same)
		WARN(status, "%s: version %s is loaded, and another build (version %s) is installed "
		     "for %s; it is loaded at the next boot, or when all is detached: 'rmmod "
		     "dax_kmem' and 'modprobe dax_kmem'", driver_ours,
		     module->loaded_version[0] ? module->loaded_version : "unknown",
		     module->installed_version[0] ? module->installed_version : "unknown",
		     module->kernel);
}

/* The message without the UUID that it begins with, which is said before it. */
static const char *why_failed(const struct auto_result *result, const char *uuid)
{
	size_t length = strlen(uuid);

	if (!result->message[0])
		return "it did not say why";
	if (!strncmp(result->message, uuid, length) &&
	    !strncmp(result->message + length, ": ", 2))
		return result->message + length + 2;
	return result->message;
}

/* It is listed, and neither RAM nor held by anybody else. */
static void check_not_attached(struct status *status, const struct device_status *device,
			       const char *uuid)
{
	const struct auto_result *result = &device->result;
	const char *name = device->instance->device, *namespace = device->instance->namespace;

	if (device->tried && result->code)
		STOP(status, result->code, "%s: auto could not attach it (exit code %d): %s; "
		     "'journalctl -b -u dax-kmem@%s' has the rest, and 'dax-kmem plan %s' says what "
		     "would stop it now", uuid, result->code, why_failed(result, uuid), name,
		     namespace);
	else if (device->tried)
		STOP(status, DK_ROLLED_BACK, "%s: auto has attached it, and it was detached since; "
		     "'dax-kmem attach %s' attaches it", uuid, namespace);
	else if (geteuid())
		STOP(status, DK_ROLLED_BACK, "%s: not attached; only root can see why", uuid);
	else if (switched_off() > 0)
		STOP(status, DK_ROLLED_BACK, "%s: not attached, as dax_kmem.disable=1 is on the "
		     "kernel command line; 'dax-kmem attach %s' attaches it", uuid, namespace);
	else
		STOP(status, DK_ROLLED_BACK, "%s: auto has not tried to attach it since this "
		     "machine was started; 'dax-kmem attach %s' attaches it, and 'systemctl status "
		     "dax-kmem@%s' says what became of its unit", uuid, namespace, name);
}

static void check_zone_as_listed(struct status *status, const struct device_status *device,
				 const char *uuid)
{
	const struct entry *entry = device->entry;
	enum zone zone = device->instance->zone;

	if (entry->wish.zone == ZONE_AUTO || entry->wish.zone == zone)
		return;
	WARN(status, "%s: online in zone %s, and listed in %s:%u with zone %s; 'dax-kmem attach "
	     "--zone %s %s' moves it", uuid, zone_names[zone], entry->file, entry->line,
	     zone_names[entry->wish.zone], zone_names[entry->wish.zone],
	     device->instance->namespace);
}

static void check_listed(struct status *status, const struct device_status *device,
			 const char *uuid)
{
	const struct instance *instance = device->instance;

	if (device->doubtful) {
		STOP(status, DK_USAGE, "%s: %s:%u, which lists it, has errors, so auto does not "
		     "attach it; mend them, see 'dax-kmem check-config'", uuid, device->entry->file,
		     device->entry->line);
		return;
	}
	switch (instance->state) {
	case STATE_RAM:
		check_zone_as_listed(status, device, uuid);
		break;
	case STATE_PARTIAL:
	case STATE_OFFLINE:
		STOP(status, DK_ROLLED_BACK, "%s: %zu of %zu memory blocks are online; 'dax-kmem "
		     "attach %s' brings the rest online, or says why that fails", uuid,
		     instance->blocks_online, instance->blocks.count, instance->namespace);
		break;
	case STATE_LOCKED:
		STOP(status, DK_TIMEOUT, "%s: the kernel keeps this device locked: something binds "
		     "or unbinds it, or waits for a page; look again when that has ended", uuid);
		break;
	case STATE_UNKNOWN:
		if (geteuid())
			STOP(status, DK_PERMISSION, "%s: only root can see whether its memory is "
			     "online", uuid);
		else
			STOP(status, DK_BUSY, "%s: something changes its memory blocks just now; "
			     "look again", uuid);
		break;
	case STATE_OTHER:
		STOP(status, DK_BUSY, "%s: driver %s has it; 'dax-kmem plan %s' says how it is "
		     "given back", uuid, instance->dax_driver[0] ? instance->dax_driver :
		     instance->driver, instance->namespace);
		break;
	default:
		check_not_attached(status, device, uuid);
	}
}

/* Memory that the kernel's kmem has brought online, whatever our configuration says. */
static void check_other_kind(struct status *status, const struct instance *instance)
{
	if (instance->zone == ZONE_KERNEL || instance->zone == ZONE_MIXED)
		WARN(status, "%s: %s of node %d is online in zone %s: the kernel keeps memory of its "
		     "own there, on memory that may be slow, and may never let go of it; when 'echo "
		     "online_movable > /sys/devices/system/memory/auto_online_blocks' was done before "
		     "kmem takes it, it is in zone movable", instance->device,
		     kind_explain(instance->id.kind), instance->node, zone_names[instance->zone]);
}

static void check_not_listed(struct status *status, const struct device_status *device,
			     const char *uuid)
{
	if (taken_early(device->instance))
		WARN(status, "%s: the module has taken it early, and no section of the "
		     "configuration lists it; 'update-initramfs -u -k all' or 'dracut -f "
		     "--regenerate-all' ends that, and 'dax-kmem enable %s' lists it", uuid,
		     device->instance->namespace);
}

/*
 * Programs that ask for nothing fill DRAM first. The kernel needs that for itself: zone movable
 * can hold no memory of its own.
 */
static void check_use(struct status *status)
{
	bool movable_pmem = false;
	size_t i;

	for (i = 0; i < status->usage.count; i++)
		movable_pmem |= status->usage.list[i].movable &&
				!strcmp(status_memory(status, status->usage.list[i].node), "pmem");
	if (!movable_pmem)
		return;
	if (!status->machine.demotion)
		WARN(status, "demotion is off: when programs have filled DRAM, the kernel swaps or "
		     "kills although pmem is free; 'echo 1 > /sys/kernel/mm/numa/demotion_enabled' "
		     "has it move idle pages to pmem, see doc/using.md");
	else if (status->machine.demotion > 0 && status->machine.balancing >= 0 &&
		 !(status->machine.balancing & BALANCING_TIERING))
		NOTE(status, "demotion is on, and what is in use again does not come back to DRAM; "
		     "'sysctl kernel.numa_balancing=2' promotes it, see doc/using.md");
}

void status_check(struct status *status)
{
	char uuid[UUID_STR_LEN];
	size_t i;

	for (i = 0; i < status->all.count; i++) {
		const struct device_status *device = &status->devices[i];

		uuid_unparse_lower(device->instance->id.uuid, uuid);
		if (device->instance->id.kind != KIND_PMEM)
			check_other_kind(status, device->instance);
		else if (device->entry)
			check_listed(status, device, uuid);
		else
			check_not_listed(status, device, uuid);
	}
	check_module_file(status);
	check_use(status);
}
