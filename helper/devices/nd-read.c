// SPDX-License-Identifier: GPL-2.0-only
#include <dirent.h>
#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/ask-in-child.h"
#include "base/util.h"
#include "devices/bus.h"
#include "devices/nd-paths.h"
#include "devices/nd-read.h"

#define BAD_BLOCKS_MS	10000	/* how long to wait for a region that is locked */
#define AVAILABLE_MS	1000	/* the same, for a number that is only nice to know */

/* --- discover */

static int only_dax(const struct dirent *entry)
{
	return !strncmp(entry->d_name, "dax", 3);
}

static int only_buses(const struct dirent *entry)
{
	return !strncmp(entry->d_name, "ndbus", 5);
}

/* To read the directory does not take any device's lock. */
static int list_devices(struct dirent ***names, int (*only)(const struct dirent *entry))
{
	char path[SYSFS_PATH_MAX];
	int count, rc;

	rc = sysfs_path(path, DEVICES);
	if (rc)
		return rc;
	count = scandir(path, names, only, versionsort);
	if (count >= 0)
		return count;
	*names = NULL;
	return errno == ENOENT ? 0 : -errno;
}

static void free_names(struct dirent **names, int count)
{
	while (count > 0)
		free(names[--count]);
	free(names);
}

static int nd_each(int (*see)(const char *device, void *data), void *data)
{
	struct dirent **names;
	int count, i, rc = 0;

	count = list_devices(&names, only_dax);
	if (count < 0)
		return count;
	for (i = 0; !rc && names && i < count; i++)
		rc = see(names[i]->d_name, data);
	free_names(names, count);
	return rc;
}

static void wait_for_bus(size_t i, void *answer, void *data)
{
	struct dirent **names = data;
	char value[8];

	(void)answer;
	/* the kernel lets this read wait until the bus has probed all */
	sysfs_read(value, sizeof(value), DEVICES "%s/wait_probe", names[i]->d_name);
}

int nd_settle(int patience_ms)
{
	struct questions questions = { .ask = wait_for_bus };
	struct dirent **names;
	int count, rc;

	count = list_devices(&names, only_buses);
	if (count < 0)
		return count;
	questions.count = count;
	questions.data = names;
	rc = ask_in_child(&questions, patience_ms);
	free_names(names, count);
	return rc;
}

/* --- read */

static uint64_t read_bytes(const char *device, const char *attribute)
{
	long long value;

	if (sysfs_read_number(&value, 0, DEVICES "%s/%s", device, attribute) || value < 0)
		return 0;
	return value;
}

static int read_node(const char *device, const char *attribute)
{
	long long node;

	if (sysfs_read_number(&node, 10, DEVICES "%s/%s", device, attribute))
		return -1;
	return node;
}

/* As in the module: the node that the platform gives the device, otherwise that of its region. */
static int read_target_node(const char *device)
{
	int node = read_node(device, "target_node");

	return node >= 0 ? node : read_node(device, "numa_node");
}

/* Finds the dax device whose parent is the nd device. */
static bool find_chardev(struct instance *instance, const char *parent)
{
	char path[SYSFS_PATH_MAX], subsystem[NAME_LEN];
	struct dirent *entry;
	bool found = false;
	DIR *dir;

	dir = sysfs_path(path, "%s", parent) ? NULL : opendir(path);
	if (!dir)
		return false;
	while (!found && (entry = readdir(dir))) {
		if (strncmp(entry->d_name, "dax", 3) || strlen(entry->d_name) >= NAME_LEN)
			continue;
		if (sysfs_link_name(subsystem, sizeof(subsystem), "%s/%s/subsystem", parent,
				    entry->d_name) || strcmp(subsystem, "dax"))
			continue;
		found = true;
		strcpy(instance->chardev, entry->d_name);
		sysfs_link_name(instance->dax_driver, sizeof(instance->dax_driver), "%s/%s/driver",
				parent, entry->d_name);
	}
	closedir(dir);
	return found;
}

/* 5.10's dax_pmem_compat makes it a class device, in a directory with the name of its class. */
static void read_chardev(struct instance *instance)
{
	char parent[2 * NAME_LEN + sizeof(DEVICES)];

	snprintf(parent, sizeof(parent), DEVICES "%s", instance->device);
	if (find_chardev(instance, parent))
		return;
	snprintf(parent, sizeof(parent), DEVICES "%s/dax", instance->device);
	find_chardev(instance, parent);
}

static void read_ram(struct instance *instance)
{
	char text[64];
	uint64_t start, end, size;

	instance->ram_bytes = read_bytes(instance->device, OURS "/size");
	instance->lost_bytes = read_bytes(instance->device, OURS "/lost");
	sysfs_read(text, sizeof(text), DEVICES "%s/" OURS "/zone", instance->device);
	instance->allowed = zone_from_name(text);
	if (instance->allowed == ZONE_NONE)
		instance->allowed = ZONE_AUTO;
	sysfs_read(instance->memmap, sizeof(instance->memmap), DEVICES "%s/" OURS "/memmap",
		   instance->device);

	/* only root may read this; for others the blocks stay unknown */
	if (sysfs_read(text, sizeof(text), DEVICES "%s/" OURS "/range", instance->device) ||
	    sscanf(text, "0x%" SCNx64 "-0x%" SCNx64, &start, &end) != 2 || blocks_size(&size))
		return;
	/* the two attributes have to agree, and the size to be possible */
	if (end - start + 1 != instance->ram_bytes || instance->ram_bytes / size > BLOCKS_MAX)
		return;
	instance->blocks.first = start / size;
	instance->blocks.count = (end - start + 1) / size;
}

static int nd_identify(struct instance *instance, const char *device)
{
	char mode[16];

	memset(instance, 0, sizeof(*instance));
	instance->node = -1;
	if (strlen(device) >= NAME_LEN || !sysfs_exists(DEVICES "%s", device))
		return -ENODEV;
	strcpy(instance->device, device);

	sysfs_read_uuid(instance->id.uuid, DEVICES "%s/uuid", device);
	if (uuid_is_null(instance->id.uuid))
		return -ENODEV;
	sysfs_read(instance->namespace, NAME_LEN, DEVICES "%s/namespace", device);
	if (!instance->namespace[0])
		return -ENODEV;
	sysfs_read_uuid(instance->label_uuid, DEVICES "%s/uuid", instance->namespace);
	sysfs_read(instance->label, sizeof(instance->label), DEVICES "%s/alt_name",
		   instance->namespace);

	sysfs_link_name(instance->driver, NAME_LEN, DEVICES "%s/driver", device);
	sysfs_read(mode, sizeof(mode), DEVICES "%s/mode", device);
	instance->map = !strcmp(mode, "pmem") ? "dev" : "mem";
	instance->target_node = read_target_node(device);
	if (!strcmp(instance->driver, OURS))
		instance->node = read_node(device, OURS "/node");
	read_chardev(instance);
	return 0;
}

static int nd_read(struct instance *instance, const char *device)
{
	/* these two block while the device is locked: read them first, so that all else is newer */
	uint64_t start = read_bytes(device, "resource");
	long long size = -1;
	int rc;

	sysfs_read_number(&size, 0, DEVICES "%s/size", device);
	rc = nd_identify(instance, device);
	if (rc)
		return rc;
	/* leave both unknown when the size cannot be read: a size of 0 means no data */
	if (size >= 0) {
		instance->data_start = start;
		instance->data_size = size;
	}
	instance->ns_start = read_bytes(instance->namespace, "resource");
	instance->ns_size = read_bytes(instance->namespace, "size");
	if (!strcmp(instance->driver, OURS))
		read_ram(instance);
	return 0;
}

static int nd_block_zones(const struct instance *instance, unsigned char *zones)
{
	char text[SYSFS_VALUE_MAX + 1];

	/* one read is enough, unless the list is longer than a page */
	if (!sysfs_read(text, sizeof(text), DEVICES "%s/" OURS "/blocks", instance->device) &&
	    !blocks_parse(text, &instance->blocks, zones))
		return 0;
	return blocks_probe(&instance->blocks, zones);
}

static int region_of(const struct instance *instance)
{
	int region;

	return sscanf(instance->namespace, "namespace%d.", &region) == 1 ? region : -1;
}

/* The file has lines of "SECTOR COUNT", where sectors count from the start of the region. */
static void find_bad_block(size_t i, void *answer, void *data)
{
	const struct instance *instance = data;
	uint64_t ns_end = instance->ns_start + instance->ns_size, sector, count;
	int region = region_of(instance), length;
	char text[SYSFS_VALUE_MAX + 1], *line = text;
	struct bad_block *bad = answer;
	long long start;

	(void)i;
	if (sysfs_read_number(&start, 0, DEVICES "region%d/resource", region) ||
	    sysfs_read(text, sizeof(text), DEVICES "region%d/badblocks", region))
		return;
	for (; sscanf(line, "%" SCNu64 " %" SCNu64 " %n", &sector, &count, &length) == 2;
	     line += length) {
		bad->address = start + sector * 512;
		bad->found = bad->address < ns_end &&
			     bad->address + count * 512 > instance->ns_start;
		if (bad->found)
			return;
	}
}

int nd_bad_block(const struct instance *instance, struct bad_block *bad)
{
	struct instance asked = *instance;
	const struct questions questions = {
		1, sizeof(*bad), find_bad_block, &asked, bad
	};

	memset(bad, 0, sizeof(*bad));
	return ask_in_child(&questions, BAD_BLOCKS_MS);
}

static void find_available(size_t i, void *answer, void *data)
{
	char region[NAME_LEN];

	(void)i;
	snprintf(region, sizeof(region), "region%d", region_of(data));
	*(uint64_t *)answer = read_bytes(region, "max_available_extent");
}

uint64_t nd_region_available(const struct instance *instance)
{
	struct instance asked = *instance;
	uint64_t available = 0;
	const struct questions questions = {
		1, sizeof(available), find_available, &asked, &available
	};

	/* this blocks while any device of the bus is locked: do not wait long for mere advice */
	ask_in_child(&questions, AVAILABLE_MS);
	return available;
}

const struct bus nd_bus = {
	.each = nd_each,
	.identify = nd_identify,
	.read = nd_read,
	.block_zones = nd_block_zones,
	.ram_driver = OURS,
};
