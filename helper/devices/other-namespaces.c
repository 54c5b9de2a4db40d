// SPDX-License-Identifier: GPL-2.0-only
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/sysfs.h"
#include "base/util.h"
#include "devices/nd-paths.h"
#include "devices/other-namespaces.h"

/* A namespace in fsdax or sector mode has such a device, which has the info block's UUID. */
static const struct {
	const char *prefix;
	enum other_mode mode;
} holders[] = {
	{ "pfn", OTHER_FSDAX },
	{ "btt", OTHER_SECTOR },
};

/* Reads the name of the block device that belongs to @device. */
static void read_block(struct other *other, const char *device)
{
	char path[SYSFS_PATH_MAX];
	struct dirent *entry;
	DIR *dir;

	dir = sysfs_path(path, DEVICES "%s/block", device) ? NULL : opendir(path);
	if (!dir)
		return;
	while ((entry = readdir(dir))) {
		if (entry->d_name[0] != '.' && strlen(entry->d_name) < NAME_LEN)
			strcpy(other->block, entry->d_name);
	}
	closedir(dir);
}

static bool has_driver(const char *device)
{
	char driver[NAME_LEN];

	return !sysfs_link_name(driver, sizeof(driver), DEVICES "%s/driver", device);
}

static bool stands_on(const char *device, const char *namespace)
{
	char text[NAME_LEN];

	return !sysfs_read(text, sizeof(text), DEVICES "%s/namespace", device) &&
	       !strcmp(text, namespace);
}

/* Return: false when it is a device-dax instance. */
static bool read_holder(struct other *other, const char *device)
{
	size_t i;

	if (!strncmp(device, "dax", 3))
		return !stands_on(device, other->namespace);
	for (i = 0; i < ARRAY_SIZE(holders); i++) {
		if (strncmp(device, holders[i].prefix, strlen(holders[i].prefix)) ||
		    !stands_on(device, other->namespace))
			continue;
		other->mode = holders[i].mode;
		sysfs_read_uuid(other->uuid, DEVICES "%s/uuid", device);
		read_block(other, device);
		/* the device stays when its driver is unbound, and still has its UUID */
		if (!has_driver(device))
			other->mode = OTHER_DISABLED;
	}
	return true;
}

/* Return: false when it is a seed, or a device-dax instance. */
static bool read_other(struct other *other, const char *namespace, struct dirent **names, int count)
{
	long long size;
	int i;

	memset(other, 0, sizeof(*other));
	/* a seed, of which a namespace may be made, has no size */
	if (strlen(namespace) >= NAME_LEN ||
	    sysfs_read_number(&size, 0, DEVICES "%s/size", namespace) || size <= 0)
		return false;
	strcpy(other->namespace, namespace);
	sysfs_read_uuid(other->label_uuid, DEVICES "%s/uuid", namespace);
	sysfs_read(other->label, sizeof(other->label), DEVICES "%s/alt_name", namespace);
	read_block(other, namespace);
	other->mode = has_driver(namespace) ? OTHER_RAW : OTHER_DISABLED;
	for (i = 0; i < count; i++) {
		if (!read_holder(other, names[i]->d_name))
			return false;
	}
	return true;
}

bool others_find(struct other *other, bool (*answers)(const struct other *other, const void *key),
		 const void *key)
{
	char path[SYSFS_PATH_MAX];
	struct dirent **names;
	bool found = false;
	int count, i;

	count = sysfs_path(path, DEVICES) ? 0 : scandir(path, &names, NULL, versionsort);
	if (count <= 0)
		return false;
	for (i = 0; !found && i < count; i++)
		found = !strncmp(names[i]->d_name, "namespace", 9) &&
			read_other(other, names[i]->d_name, names, count) && answers(other, key);
	while (count)
		free(names[--count]);
	free(names);
	return found;
}

bool other_has_uuid(const struct other *other, const void *uuid)
{
	return !uuid_compare(other->uuid, uuid) || !uuid_compare(other->label_uuid, uuid);
}

bool other_has_label(const struct other *other, const void *label)
{
	return !strcmp(other->label, label);
}

bool other_is_namespace(const struct other *other, const void *name)
{
	return !strcmp(other->namespace, name);
}

bool other_is_block(const struct other *other, const void *name)
{
	return other->block[0] && !strcmp(other->block, name);
}

void other_explain(char *text, size_t size, const struct other *other)
{
	static const char *const modes[] = {
		[OTHER_RAW] = "raw", [OTHER_FSDAX] = "fsdax", [OTHER_SECTOR] = "sector",
	};
	const char *namespace = other->namespace;

	if (other->mode == OTHER_DISABLED)
		snprintf(text, size, "%s has no driver, so that its mode is not known; 'ndctl "
			 "enable-namespace %s' gives it one", namespace, namespace);
	else
		snprintf(text, size, "%s is in %s mode%s%s, and not in device-dax mode; 'ndctl "
			 "create-namespace -f -e %s -m devdax --map=mem' makes it that, and "
			 "destroys all that is stored in it", namespace, modes[other->mode],
			 other->block[0] ? ", as /dev/" : "", other->block, namespace);
}
