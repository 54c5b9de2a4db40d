// SPDX-License-Identifier: GPL-2.0-only
/* What an instance is, whichever bus it was found on. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "instance.h"
#include "nd.h"

const char *const state_names[] = {
	[STATE_UNKNOWN] = NULL,
	[STATE_DEVDAX] = "devdax",
	[STATE_RAM] = "ram",
	[STATE_PARTIAL] = "partial",
	[STATE_OFFLINE] = "offline",
	[STATE_UNBOUND] = "unbound",
	[STATE_OTHER] = "other",
};

static void count_blocks(struct instance *instance)
{
	unsigned char *zones = malloc(instance->blocks.count);

	if (!zones || nd_block_zones(instance, zones))
		instance->blocks.count = 0;
	blocks_summary(zones, instance->blocks.count, &instance->blocks_online, &instance->zone);
	free(zones);
}

static enum state state_of(const struct instance *instance)
{
	if (!instance->driver[0])
		return STATE_UNBOUND;
	if (!strcmp(instance->driver, nd_ours)) {
		if (!instance->blocks.count)
			return STATE_UNKNOWN;
		if (!instance->blocks_online)
			return STATE_OFFLINE;
		return instance->blocks_online == instance->blocks.count ? STATE_RAM :
									   STATE_PARTIAL;
	}
	/* below it any driver but device_dax is foreign */
	if (nd_is_home(instance->driver) &&
	    (!instance->dax_driver[0] || !strncmp(instance->dax_driver, "device_dax", 10)))
		return STATE_DEVDAX;
	return STATE_OTHER;
}

int instance_read(struct instance *instance, const char *device)
{
	int rc = nd_read(instance, device);

	if (rc)
		return rc;
	if (instance->blocks.count)
		count_blocks(instance);
	instance->state = state_of(instance);
	return 0;
}

static int add(const char *device, void *data)
{
	struct instances *all = data;
	struct instance *list;
	int rc;

	list = realloc(all->list, (all->count + 1) * sizeof(*list));
	if (!list)
		return -ENOMEM;
	all->list = list;
	rc = instance_read(&list[all->count], device);
	if (!rc)
		all->count++;
	return rc == -ENODEV ? 0 : rc;
}

int instances_discover(struct instances *all)
{
	memset(all, 0, sizeof(*all));
	return nd_each(add, all);
}

void instances_free(struct instances *all)
{
	free(all->list);
	memset(all, 0, sizeof(*all));
}
