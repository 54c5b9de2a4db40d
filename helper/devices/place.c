// SPDX-License-Identifier: GPL-2.0-only
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "devices/nd-paths.h"
#include "devices/place.h"

/* The link of a region leads to ".../ndbus0/region0". */
static void find_bus(struct place *place)
{
	char path[SYSFS_PATH_MAX], target[SYSFS_PATH_MAX], *slash;
	ssize_t length;

	if (sysfs_path(path, DEVICES "%s", place->region))
		return;
	length = readlink(path, target, sizeof(target) - 1);
	if (length < 0)
		return;
	target[length] = '\0';
	slash = strrchr(target, '/');
	if (!slash)
		return;
	*slash = '\0';
	slash = strrchr(target, '/');
	if (slash && !strncmp(slash, "/ndbus", 6) && strlen(slash) <= NAME_LEN)
		strcpy(place->bus, slash + 1);
}

void place_read(struct place *place, const struct instance *instance)
{
	unsigned int region;

	memset(place, 0, sizeof(*place));
	if (sscanf(instance->namespace, "namespace%u.", &region) != 1)
		return;
	snprintf(place->region, sizeof(place->region), "region%u", region);
	find_bus(place);
	if (place->bus[0])
		sysfs_read(place->provider, sizeof(place->provider), DEVICES "%s/provider",
			   place->bus);
}
