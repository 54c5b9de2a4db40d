// SPDX-License-Identifier: GPL-2.0-only
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/sysmacros.h>

#include "check.h"
#include "log.h"
#include "sysfs.h"
#include "users.h"

static enum exit_code check_driver(const struct plan *plan)
{
	const struct instance *instance = plan->instance;

	if (instance->state != STATE_OTHER)
		return DK_DONE;
	if (!strcmp(instance->dax_driver, "kmem"))
		log_error("%s: it is RAM already, by the in-tree kmem driver; give it back with "
			  "'daxctl reconfigure-device --mode=devdax --force %s'", plan->uuid,
			  instance->chardev);
	else
		log_error("%s: held by driver %s; unbind it there first", plan->uuid,
			  instance->dax_driver[0] ? instance->dax_driver : instance->driver);
	return DK_BUSY;
}

static enum exit_code check_users(const struct plan *plan)
{
	const char *chardev = plan->instance->chardev;
	struct user users[USERS_MAX];
	unsigned int major, minor;
	char text[32], list[256];
	size_t count, i;
	int len = 0;

	if (!plan->unbind || !chardev[0])
		return DK_DONE;
	if (sysfs_read(text, sizeof(text), "/sys/bus/dax/devices/%s/dev", chardev) ||
	    sscanf(text, "%u:%u", &major, &minor) != 2)
		return DK_DONE;
	count = users_find(makedev(major, minor), users);
	if (!count)
		return DK_DONE;
	for (i = 0; i < count && i < USERS_MAX; i++)
		len += snprintf(list + len, sizeof(list) - len, "%s%d (%.16s)", i ? ", " : "",
				users[i].pid, users[i].name);
	log_error("%s: /dev/%s is open or mapped by %s%s; end them first: taking the device would "
		  "kill their mappings", plan->uuid, chardev, list,
		  count > USERS_MAX ? " and others" : "");
	return DK_BUSY;
}

static enum exit_code check_range(const struct plan *plan)
{
	/* where nothing is known of the range the module will see */
	if (!plan->bind || !plan->lost || plan->blocks.count)
		return DK_DONE;
	log_error("%s: %llu MiB hold no whole memory block of %llu MiB; recreate %s larger, "
		  "see ndctl-create-namespace(1)", plan->instance->namespace,
		  (unsigned long long)plan->lost >> 20,
		  (unsigned long long)plan->block_size >> 20, plan->instance->namespace);
	return DK_UNSUITABLE;
}

/* Is @number in a list like "0-1,4"? */
static bool list_has(const char *list, long number)
{
	while (*list) {
		char *end;
		long low = strtol(list, &end, 10), high = low;

		if (end == list)
			return false;
		if (*end == '-')
			high = strtol(end + 1, &end, 10);
		if (number >= low && number <= high)
			return true;
		list = *end == ',' ? end + 1 : end;
	}
	return false;
}

static enum exit_code check_node(const struct plan *plan)
{
	char possible[SYSFS_VALUE_MAX];
	int wanted = plan->wish->node;

	if (wanted < 0)
		return DK_DONE;
	if (!plan->bind && plan->instance->node != wanted) {
		log_error("%s: it is RAM on node %d already; unbind it first to move it",
			  plan->uuid, plan->instance->node);
		return DK_BUSY;
	}
	if (sysfs_read(possible, sizeof(possible), "/sys/devices/system/node/possible") ||
	    list_has(possible, wanted))
		return DK_DONE;
	log_error("%s: NUMA node %d cannot exist on this machine; choose one of %s", plan->uuid,
		  wanted, possible);
	return DK_UNSUITABLE;
}

enum exit_code check_plan(const struct plan *plan)
{
	enum exit_code worst = DK_DONE;

	worst = exit_worst(worst, check_driver(plan));
	worst = exit_worst(worst, check_users(plan));
	worst = exit_worst(worst, check_range(plan));
	worst = exit_worst(worst, check_node(plan));
	return worst;
}
