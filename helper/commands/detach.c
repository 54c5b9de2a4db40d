// SPDX-License-Identifier: GPL-2.0-only
#include <string.h>

#include "base/log.h"
#include "base/sysfs.h"
#include "base/util.h"
#include "change/attach-device.h"
#include "commands/command.h"
#include "devices/discover.h"
#include "devices/machine.h"
#include "devices/nd-driver.h"

static enum exit_code check(const struct instance *instance, const char *uuid)
{
	if (instance->state == STATE_OTHER) {
		if (!strcmp(instance->dax_driver, "kmem"))
			log_error("%s: it is RAM by the in-tree kmem driver, and none of this "
				  "command's; 'daxctl reconfigure-device --mode=devdax --force %s' "
				  "gives it back", uuid, instance->chardev);
		else
			log_error("%s: it is held by driver %s, and none of this command's; "
				  "unbind it there", uuid,
				  instance->dax_driver[0] ? instance->dax_driver :
							    instance->driver);
		return DK_BUSY;
	}
	if (instance->state == STATE_UNKNOWN) {
		log_error("%s: its memory blocks cannot be seen; run as root", uuid);
		return DK_PERMISSION;
	}
	return DK_DONE;
}

/* Migrating to where there is no room ends badly, and late. */
static void warn_of_pressure(const struct instance *instance, const char *uuid,
			     const struct machine *machine)
{
	struct node node;

	machine_node(&node, instance->node);
	if (instance->blocks_online && node.used > machine->available)
		log_warning("%s: node %d has %llu MiB in use, and %llu MiB are available on the whole "
			    "machine; it may not fit elsewhere", uuid, instance->node,
			    MIB(node.used), MIB(machine->available));
}

static enum exit_code detach(const struct request *request, const struct instances *all,
			     const struct instance *found, struct instance *now)
{
	char uuid[UUID_STR_LEN];
	struct machine machine;
	enum exit_code rc;

	(void)all;
	uuid_unparse_lower(found->uuid, uuid);
	rc = instance_again(now, found);
	if (rc)
		return rc;
	if (now->state == STATE_DEVDAX) {
		/* by a run that was killed: the next enable-namespace would take the device */
		nd_forget(uuid);
		log_info("%s: it is no RAM", uuid);
		return DK_DONE;
	}
	rc = check(now, uuid);
	if (rc)
		return rc;
	if (machine_read(&machine)) {
		log_error("%s: the size of memory blocks cannot be read", uuid);
		return DK_FAILED;
	}
	warn_of_pressure(now, uuid, &machine);
	rc = detach_device(now, &machine, request->timeout);
	/* the device is locked when the time was up */
	if (!sysfs_dry_run && rc != DK_TIMEOUT)
		instance_read_after(now, found->device);
	return rc;
}

int command_detach(const struct request *request)
{
	return each_target(request, detach);
}
