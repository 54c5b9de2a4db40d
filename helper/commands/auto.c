// SPDX-License-Identifier: GPL-2.0-only
/* auto: what systemd's units run at boot. */
#include "base/kernel-cmdline.h"
#include "base/log.h"
#include "base/sysfs.h"
#include "commands/auto-attach.h"
#include "commands/command.h"
#include "commands/taken-early.h"
#include "devices/discover.h"
#include "devices/settle.h"
#include "settings/config-missing.h"
#include "settings/config.h"

/* "dax_kmem.disable=1" on the kernel's command line: 1 for yes, 0 for no, -1 for neither. */
static int switched_off(void)
{
	char line[SYSFS_VALUE_MAX];
	const char *value;

	if (sysfs_read(line, sizeof(line), "/proc/cmdline"))
		return 0;
	value = cmdline_value(line, "dax_kmem.disable");
	return value ? cmdline_truth(value) : 0;
}

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

/* @config: NULL when it has errors; what it lists is not known then, and nothing is attached. */
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
	if (instance && config && config_find(config, instance)) {
		/* two copies of one instance must both be seen, to be refused */
		settle_bus();
		rc = attach_listed(device, timeout);
	} else if (instance) {
		/* when nothing is listed, everything is done by hand, and nothing need be said */
		if (config && (config->count || taken_early(instance)))
			find_listing(config, instance);
		rc = taken_early_give_back(instance, timeout);
	}
	instances_free(&all);
	return rc;
}

static bool is_complete(void *config)
{
	return !missing_any(config);
}

int command_auto(const struct request *request)
{
	const char *device = request->n_targets ? request->targets[0] : "everything";
	struct config config;
	enum exit_code rc;

	if (is_left_out(device, &rc))
		return rc;
	if (!config_load(&config)) {
		log_error("%s: not attached: the configuration has errors; see 'dax-kmem "
			  "check-config'", device);
		if (request->n_targets)
			rc = auto_one(device, request->timeout, NULL);
		rc = exit_worst(rc, DK_USAGE);
	} else if (request->n_targets) {
		rc = auto_one(device, request->timeout, &config);
	} else if (config.count) {
		settle_machine(is_complete, &config);
		rc = attach_listed(NULL, request->timeout);
	}
	config_free(&config);
	return rc;
}
