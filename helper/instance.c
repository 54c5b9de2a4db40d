// SPDX-License-Identifier: GPL-2.0-only
/* From sysfs to struct instance. */
#include <dirent.h>
#include <errno.h>
#include <inttypes.h>
#include <libudev.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "instance.h"
#include "nd.h"
#include "sysfs.h"
#include "util.h"

const char *const state_names[] = {
	[STATE_UNKNOWN] = NULL,
	[STATE_DEVDAX] = "devdax",
	[STATE_RAM] = "ram",
	[STATE_PARTIAL] = "partial",
	[STATE_OFFLINE] = "offline",
	[STATE_UNBOUND] = "unbound",
	[STATE_OTHER] = "other",
};

static void read_uuid(uuid_t uuid, const char *device)
{
	char text[UUID_STR_LEN + 1];

	if (sysfs_read(text, sizeof(text), ND_DEVICES "%s/uuid", device) || uuid_parse(text, uuid))
		uuid_clear(uuid);
}

static uint64_t read_bytes(const char *device, const char *attribute)
{
	long long value;

	if (sysfs_read_number(&value, 0, ND_DEVICES "%s/%s", device, attribute) || value < 0)
		return 0;
	return value;
}

static int read_node(const char *device, const char *attribute)
{
	long long node;

	if (sysfs_read_number(&node, 10, ND_DEVICES "%s/%s", device, attribute))
		return -1;
	return node;
}

/* The dax-bus device stands right below the nd one (5.10's compat model: two levels down). */
static void read_chardev(struct instance *instance)
{
	char path[SYSFS_PATH_MAX], subsystem[NAME_LEN];
	struct dirent *entry;
	DIR *dir;

	if (sysfs_path(path, ND_DEVICES "%s", instance->device))
		return;
	dir = opendir(path);
	if (!dir)
		return;
	while ((entry = readdir(dir))) {
		if (strncmp(entry->d_name, "dax", 3) || strlen(entry->d_name) >= NAME_LEN)
			continue;
		if (sysfs_link_name(subsystem, sizeof(subsystem), ND_DEVICES "%s/%s/subsystem",
				    instance->device, entry->d_name) || strcmp(subsystem, "dax"))
			continue;
		strcpy(instance->chardev, entry->d_name);
		sysfs_link_name(instance->dax_driver, sizeof(instance->dax_driver),
				ND_DEVICES "%s/%s/driver", instance->device, entry->d_name);
		break;
	}
	closedir(dir);
}

static enum zone read_zone(const char *device)
{
	static const enum zone zones[] = { ZONE_MOVABLE, ZONE_KERNEL, ZONE_AUTO };
	char text[16];
	size_t i;

	sysfs_read(text, sizeof(text), ND_DEVICES "%s/" ND_OURS "/zone", device);
	for (i = 0; i < ARRAY_SIZE(zones); i++) {
		if (!strcmp(text, zone_names[zones[i]]))
			return zones[i];
	}
	return ZONE_AUTO;
}

static void read_ram(struct instance *instance)
{
	char text[64];
	uint64_t start, end, size;

	instance->ram_bytes = read_bytes(instance->device, ND_OURS "/size");
	instance->lost_bytes = read_bytes(instance->device, ND_OURS "/lost");
	instance->node = read_node(instance->device, ND_OURS "/node");
	instance->allowed = read_zone(instance->device);
	sysfs_read(instance->memmap, sizeof(instance->memmap), ND_DEVICES "%s/" ND_OURS "/memmap",
		   instance->device);

	/* 0400: the blocks stay unknown to others than root */
	if (sysfs_read(text, sizeof(text), ND_DEVICES "%s/" ND_OURS "/range", instance->device) ||
	    sscanf(text, "0x%" SCNx64 "-0x%" SCNx64, &start, &end) != 2 || blocks_size(&size))
		return;
	instance->blocks.first = start / size;
	instance->blocks.count = (end + 1 - start) / size;
	blocks_summary(&instance->blocks, &instance->blocks_online, &instance->zone);
}

static enum state state_of(const struct instance *instance)
{
	if (!instance->driver[0])
		return STATE_UNBOUND;
	if (!strcmp(instance->driver, ND_OURS)) {
		if (!instance->blocks.count)
			return STATE_UNKNOWN;
		if (!instance->blocks_online)
			return STATE_OFFLINE;
		return instance->blocks_online == instance->blocks.count ? STATE_RAM :
									   STATE_PARTIAL;
	}
	/* or dax_pmem_compat, on 5.10; below it any driver but device_dax is foreign */
	if (!strncmp(instance->driver, "dax_pmem", 8) &&
	    (!instance->dax_driver[0] || !strncmp(instance->dax_driver, "device_dax", 10)))
		return STATE_DEVDAX;
	return STATE_OTHER;
}

int instance_read(struct instance *instance, const char *device)
{
	char mode[16];

	memset(instance, 0, sizeof(*instance));
	instance->node = -1;
	if (strlen(device) >= NAME_LEN || !sysfs_exists(ND_DEVICES "%s", device))
		return -ENODEV;
	strcpy(instance->device, device);

	read_uuid(instance->uuid, device);
	if (uuid_is_null(instance->uuid))
		return -ENODEV;
	sysfs_read(instance->namespace, NAME_LEN, ND_DEVICES "%s/namespace", device);
	if (!instance->namespace[0])
		return -ENODEV;
	read_uuid(instance->label_uuid, instance->namespace);

	sysfs_link_name(instance->driver, NAME_LEN, ND_DEVICES "%s/driver", device);
	sysfs_read(mode, sizeof(mode), ND_DEVICES "%s/mode", device);
	instance->map = !strcmp(mode, "pmem") ? "dev" : "mem";
	instance->ns_start = read_bytes(instance->namespace, "resource");
	instance->ns_size = read_bytes(instance->namespace, "size");
	instance->data_start = read_bytes(device, "resource");
	instance->data_size = read_bytes(device, "size");
	instance->target_node = read_node(device, "target_node");
	read_chardev(instance);
	if (!strcmp(instance->driver, ND_OURS))
		read_ram(instance);
	instance->state = state_of(instance);
	return 0;
}

static int add(struct instances *all, const char *device)
{
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

static int discover_udev(struct instances *all)
{
	struct udev_enumerate *enumerate = NULL;
	struct udev_list_entry *entry;
	struct udev *udev;
	int rc = -ENOMEM;

	udev = udev_new();
	if (udev)
		enumerate = udev_enumerate_new(udev);
	if (!enumerate)
		goto out;
	rc = udev_enumerate_add_match_subsystem(enumerate, "nd");
	if (rc >= 0)
		rc = udev_enumerate_add_match_sysname(enumerate, "dax*");
	if (rc >= 0)
		rc = udev_enumerate_scan_devices(enumerate);
	if (rc < 0)
		goto out;
	rc = 0;
	udev_list_entry_foreach(entry, udev_enumerate_get_list_entry(enumerate)) {
		rc = add(all, strrchr(udev_list_entry_get_name(entry), '/') + 1);
		if (rc)
			break;
	}
out:
	udev_enumerate_unref(enumerate);
	udev_unref(udev);
	return rc;
}

static int only_dax(const struct dirent *entry)
{
	return !strncmp(entry->d_name, "dax", 3);
}

/* libudev knows no other /sys than the real one. */
static int discover_tree(struct instances *all)
{
	char path[SYSFS_PATH_MAX];
	struct dirent **names;
	int count, i, rc;

	rc = sysfs_path(path, ND_DEVICES);
	if (rc)
		return rc;
	count = scandir(path, &names, only_dax, alphasort);
	if (count < 0)
		return errno == ENOENT ? 0 : -errno;
	for (i = 0; i < count; i++) {
		if (!rc)
			rc = add(all, names[i]->d_name);
		free(names[i]);
	}
	free(names);
	return rc;
}

int instances_discover(struct instances *all)
{
	memset(all, 0, sizeof(*all));
	return sysfs_root[0] ? discover_tree(all) : discover_udev(all);
}

void instances_free(struct instances *all)
{
	free(all->list);
	memset(all, 0, sizeof(*all));
}
