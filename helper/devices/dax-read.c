// SPDX-License-Identifier: GPL-2.0-only
#include <dirent.h>
#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "devices/bus.h"
#include "devices/cxl-region.h"
#include "devices/dax-read.h"

#define DAX_DEVICES	"/sys/bus/dax/devices/"
#define RANGES_MAX	64

/* --- discover */

/* Where a link on the bus leads to: "../../../devices/platform/hmem.0/dax0.0" */
static int read_place(char *place, const char *device)
{
	char path[SYSFS_PATH_MAX];
	ssize_t length;
	int rc;

	rc = sysfs_path(path, DAX_DEVICES "%s", device);
	if (rc)
		return rc;
	length = readlink(path, place, SYSFS_PATH_MAX - 1);
	if (length < 0)
		return errno == ENOENT ? -ENODEV : -errno;
	place[length] = '\0';
	return 0;
}

/*
 * The kernel has no attribute for this. Its drivers put what they make below devices with these
 * names: cxl/core/region.c, dax/hmem/device.c, nvdimm/bus.c.
 *
 * Return: 0; -ENODEV for pmem, which is on the nd bus, and for what is none of these kinds.
 */
static int find_kind(enum kind *kind, const char *place)
{
	if (strstr(place, "/ndbus"))
		return -ENODEV;
	if (strstr(place, "/dax_region"))
		*kind = KIND_CXL;
	else if (strstr(place, "/hmem"))
		*kind = KIND_HMEM;
	else
		return -ENODEV;
	return 0;
}

static int only_dax_names(const struct dirent *entry)
{
	return !strncmp(entry->d_name, "dax", 3);
}

static int dax_each(int (*see)(const char *device, void *data), void *data)
{
	char path[SYSFS_PATH_MAX], place[SYSFS_PATH_MAX];
	struct dirent **names;
	int count, i, rc;
	enum kind kind;

	rc = sysfs_path(path, DAX_DEVICES);
	if (rc)
		return rc;
	count = scandir(path, &names, only_dax_names, versionsort);
	if (count < 0)
		return errno == ENOENT ? 0 : -errno;
	for (i = 0; !rc && i < count; i++) {
		if (!read_place(place, names[i]->d_name) && !find_kind(&kind, place))
			rc = see(names[i]->d_name, data);
	}
	for (i = 0; i < count; i++)
		free(names[i]);
	free(names);
	return rc;
}

/* --- read */

static int read_dax_node(const char *device)
{
	long long node;

	if (!sysfs_read_number(&node, 10, DAX_DEVICES "%s/target_node", device) && node >= 0)
		return node;
	if (!sysfs_read_number(&node, 10, DAX_DEVICES "%s/numa_node", device) && node >= 0)
		return node;
	return -1;
}

static int dax_identify(struct instance *instance, const char *device)
{
	char place[SYSFS_PATH_MAX];
	int rc;

	memset(instance, 0, sizeof(*instance));
	instance->node = -1;
	instance->allowed = ZONE_AUTO;
	if (strlen(device) >= NAME_LEN)
		return -ENODEV;
	rc = read_place(place, device);
	if (!rc)
		rc = find_kind(&instance->id.kind, place);
	if (rc)
		return rc;
	strcpy(instance->device, device);
	instance->map = "mem";
	sysfs_link_name(instance->driver, NAME_LEN, DAX_DEVICES "%s/driver", device);
	strcpy(instance->dax_driver, instance->driver);
	if (!strcmp(instance->driver, DAX_DRIVER_DEVDAX))
		strcpy(instance->chardev, device);
	instance->target_node = read_dax_node(device);
	if (!strcmp(instance->driver, DAX_DRIVER_RAM))
		instance->node = instance->target_node;
	if (instance->id.kind == KIND_CXL)
		cxl_region_read(&instance->id, place);
	return 0;
}

struct range {
	uint64_t start;
	uint64_t end;
};

static bool read_mapping(struct range *range, const char *device, size_t i)
{
	long long start, end;

	if (sysfs_read_number(&start, 0, DAX_DEVICES "%s/mapping%zu/start", device, i) ||
	    sysfs_read_number(&end, 0, DAX_DEVICES "%s/mapping%zu/end", device, i) ||
	    start < 0 || end <= start)
		return false;
	*range = (struct range){ start, end };
	return true;
}

/*
 * A device that was made of free space in its region may be in several ranges, each of which the
 * kernel calls a mapping. 5.10 shows mappings only of those.
 *
 * Return: how many there are, 0 when they cannot be known.
 */
static size_t read_ranges(struct range *ranges, const char *device)
{
	long long start, size;
	size_t count;

	for (count = 0; count < RANGES_MAX; count++) {
		if (!read_mapping(&ranges[count], device, count))
			break;
	}
	if (count || sysfs_read_number(&start, 0, DAX_DEVICES "%s/resource", device) ||
	    sysfs_read_number(&size, 0, DAX_DEVICES "%s/size", device) || start < 0 || size <= 0)
		return count;
	ranges[0] = (struct range){ start, start + size - 1 };
	return 1;
}

/* The kernel's kmem adds the whole memory blocks of each range, and leaves out the rest. */
static void find_blocks(struct blocks *blocks, const struct range *range, uint64_t block_size)
{
	uint64_t end = (range->end + 1) / block_size;

	blocks->first = range->start / block_size + !!(range->start % block_size);
	blocks->count = end > blocks->first ? end - blocks->first : 0;
	if (blocks->count > BLOCKS_MAX)
		blocks->count = 0;
}

static void read_dax_ram(struct instance *instance, const struct range *ranges, size_t count)
{
	struct blocks blocks;
	uint64_t block_size;
	size_t i;

	if (strcmp(instance->driver, DAX_DRIVER_RAM) || blocks_size(&block_size))
		return;
	for (i = 0; i < count; i++) {
		find_blocks(&blocks, &ranges[i], block_size);
		if (!instance->blocks.count)
			instance->blocks.first = blocks.first;
		instance->blocks.count += blocks.count;
	}
	instance->ram_bytes = instance->blocks.count * block_size;
	if (count)
		instance->lost_bytes = instance->data_size - instance->ram_bytes;
}

static int dax_read(struct instance *instance, const char *device)
{
	struct range ranges[RANGES_MAX];
	size_t i, count;
	int rc;

	/* these may block: read them first, so that all else is newer */
	count = read_ranges(ranges, device);
	rc = dax_identify(instance, device);
	if (rc)
		return rc;
	for (i = 0; i < count; i++)
		instance->data_size += ranges[i].end - ranges[i].start + 1;
	if (count) {
		instance->data_start = ranges[0].start;
		instance->id.start = ranges[0].start;
		instance->id.end = ranges[count - 1].end;
	} else {
		long long size;

		if (!sysfs_read_number(&size, 0, DAX_DEVICES "%s/size", device) && size > 0)
			instance->data_size = size;
	}
	read_dax_ram(instance, ranges, count);
	return 0;
}

static int dax_block_zones(const struct instance *instance, unsigned char *zones)
{
	struct range ranges[RANGES_MAX];
	struct blocks blocks;
	uint64_t block_size;
	size_t i, count, done = 0;
	int rc;

	rc = blocks_size(&block_size);
	if (rc)
		return rc;
	count = read_ranges(ranges, instance->device);
	for (i = 0; !rc && i < count; i++) {
		find_blocks(&blocks, &ranges[i], block_size);
		if (blocks.count > instance->blocks.count - done)
			return -ESTALE;
		rc = blocks_probe(&blocks, zones + done);
		done += blocks.count;
	}
	return rc || done == instance->blocks.count ? rc : -ESTALE;
}

const struct bus dax_bus = {
	.each = dax_each,
	.identify = dax_identify,
	.read = dax_read,
	.block_zones = dax_block_zones,
	.ram_driver = DAX_DRIVER_RAM,
};
