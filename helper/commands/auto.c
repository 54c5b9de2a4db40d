// SPDX-License-Identifier: GPL-2.0-only
/* auto: what systemd's units run at boot. */
#include "base/log.h"
#include "base/sysfs.h"
#include "commands/auto-attach.h"
#include "commands/auto-result.h"
#include "commands/command.h"
#include "commands/report.h"
#include "commands/taken-early.h"
#include "devices/discover.h"
#include "devices/settle.h"
#include "settings/config-missing.h"
#include "settings/config.h"
#include "settings/switched-off.h"

/* Is there a reason to attach nothing at all? If so, logs it. */
static bool is_left_out(const char *device, enum exit_code *rc)
{
	int off = switched_off();

	*rc = DK_DONE;
	if (sysfs_exists("/proc/vmcore")) {
		log_info("%s: left alone: this kernel was started to save a crashed one's memory",
			 device);
	} else if (off > 0) {
		log_info("%s: left alone, as dax_kmem.disable=1 asks", device);
	} else if (off < 0) {
		log_error("%s: not attached: dax_kmem.disable= on the kernel command line is "
			  "neither yes nor no, and the module is not loaded with it; give 1 or 0",
			  device);
		*rc = DK_USAGE;
	} else {
		return false;
	}
	return true;
}

static bool is_complete(void *config)
{
	return !missing_any(config);
}

/* Nothing lists it for sure. */
static enum exit_code leave(const struct instance *instance, unsigned int timeout,
			    const struct config *config)
{
	const struct entry *entry;
	enum exit_code rc = DK_DONE;

	/* when nothing is listed, everything is done by hand, and nothing need be said */
	if (config->count || config->errors || taken_early(instance))
		rc = find_listing(config, instance, &entry);
	return exit_worst(rc, taken_early_give_back(instance, timeout));
}

/*
 * Errors in the sections of other devices do not count here: this device is as it should be, and a
 * unit that has failed would be started again by the next event, to undo a detach.
 */
static enum exit_code auto_one(const char *device, unsigned int timeout,
			       const struct config *config)
{
	const struct instance *instance;
	struct instances all;
	enum exit_code rc;

	rc = instances_discover(&all);
	if (rc)
		return rc;
	/* NULL: udev also reports seeds, and devices that are gone again */
	instance = instances_find(&all, device);
	if (instance && config_find(config, instance)) {
		/* two copies of one instance must both be seen, to be refused */
		settle_bus();
		rc = attach_listed(device, timeout);
		if (rc)
			auto_result_write(instance, rc);
	} else if (instance) {
		rc = leave(instance, timeout, config);
		if (rc)
			auto_result_write(instance, rc);
	}
	instances_free(&all);
	return rc;
}

/* Waits for nothing: what the module has taken by itself has been found already. */
static enum exit_code auto_taken(unsigned int timeout, const struct config *config)
{
	enum exit_code rc;
	struct instances all;
	size_t i;

	rc = instances_discover(&all);
	for (i = 0; i < all.count; i++) {
		if (taken_early(&all.list[i]))
			rc = exit_worst(rc, auto_one(all.list[i].device, timeout, config));
	}
	instances_free(&all);
	return rc;
}

static enum exit_code auto_all(unsigned int timeout, const struct config *config)
{
	enum exit_code rc = DK_DONE;

	if (config->count) {
		rc = settle_machine(is_complete, (void *)config);
		if (!rc)
			rc = attach_listed(NULL, timeout);
	}
	return exit_worst(rc, config->errors ? DK_USAGE : DK_DONE);
}

int command_auto(const struct request *request)
{
	const char *given = request->n_targets ? request->targets[0] : NULL;
	struct config config;
	enum exit_code rc;

	if (given && request->taken) {
		log_error("--taken: give no DEVICE with it");
		return DK_USAGE;
	}
	auto_result_begin();
	report_target(given);
	if (is_left_out(given ? given : "everything", &rc)) {
		report_exit(rc);
		return rc;
	}
	/* what is wrong elsewhere in the configuration is none of the device's */
	report_target(NULL);
	if (!config_load(&config))
		log_error("the configuration has errors: only what is listed without an error is "
			  "attached; see 'dax-kmem check-config'");
	report_target(given);
	if (given)
		rc = auto_one(given, request->timeout, &config);
	else if (request->taken)
		rc = auto_taken(request->timeout, &config);
	else
		rc = auto_all(request->timeout, &config);
	report_exit(rc);
	config_free(&config);
	return rc;
}
