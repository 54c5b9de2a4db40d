// SPDX-License-Identifier: GPL-2.0-only
#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "base/cure.h"
#include "base/log.h"
#include "base/util.h"
#include "devices/driver.h"
#include "devices/nd-paths.h"

const char driver_ours[] = OURS;

bool driver_exists(const char *driver)
{
	return sysfs_exists(DRIVERS "%s", driver);
}

void driver_announce(const char *device)
{
	sysfs_put("add", DEVICES "%s/uevent", device);
}

void driver_forget_id(const char *uuid)
{
	char ids[SYSFS_VALUE_MAX + 1];

	if (!sysfs_read(ids, sizeof(ids), DRIVERS OURS "/ids") && strstr(ids, uuid))
		sysfs_put(uuid, DRIVERS OURS "/remove_id");
}

/* 5.10 may have dax_pmem_compat instead of dax_pmem. */
const char *driver_stock(void)
{
	return driver_exists("dax_pmem_compat") ? "dax_pmem_compat" : "dax_pmem";
}

bool driver_is_stock(const char *driver)
{
	return !strcmp(driver, "dax_pmem") || !strcmp(driver, "dax_pmem_compat");
}

bool driver_is_bound_to(const char *device, const char *driver)
{
	char now[NAME_LEN];

	sysfs_link_name(now, sizeof(now), DEVICES "%s/driver", device);
	return !strcmp(now, driver);
}

bool driver_device_exists(const char *device)
{
	return sysfs_exists(DEVICES "%s", device);
}

static const struct {
	const char *dir;
	enum { OURS_DRIVER, STOCK_DRIVER, DEVICE } whose;
	const char *name;
} places[DRIVER_FILES] = {
	[DRIVER_NEW_ID] = { DRIVERS, OURS_DRIVER, "new_id" },
	[DRIVER_REMOVE_ID] = { DRIVERS, OURS_DRIVER, "remove_id" },
	[DRIVER_BIND] = { DRIVERS, OURS_DRIVER, "bind" },
	[DRIVER_UNBIND] = { DRIVERS, OURS_DRIVER, "unbind" },
	[DRIVER_STOCK_BIND] = { DRIVERS, STOCK_DRIVER, "bind" },
	[DRIVER_STOCK_UNBIND] = { DRIVERS, STOCK_DRIVER, "unbind" },
	[DRIVER_ZONE] = { DEVICES, DEVICE, OURS "/zone" },
};

static const char *owner_of(enum driver_file file, const char *device, const char *stock)
{
	if (places[file].whose == DEVICE)
		return device;
	return places[file].whose == STOCK_DRIVER ? stock : OURS;
}

int driver_path(char *path, enum driver_file file, const char *device, const char *stock)
{
	return sysfs_path(path, "%s%s/%s", places[file].dir, owner_of(file, device, stock),
			  places[file].name);
}

static enum exit_code open_file(struct sysfs_file *opened, enum driver_file file,
				const char *device, const char *stock)
{
	const char *owner = owner_of(file, device, stock);
	int rc = sysfs_open(opened, "%s%s/%s", places[file].dir, owner, places[file].name);

	switch (rc) {
	case 0:
		return DK_DONE;
	case -ENOENT:
		if (places[file].whose != DEVICE) {
			log_error("%s: %s; is its module loaded?", opened->path, strerror(-rc));
			return DK_MODULE;
		}
		log_error("%s: it has gone away, or something else has unbound it", owner);
		return DK_GONE;
	default:
		log_error("%s: %s; %s", opened->path, strerror(-rc),
			  cure_of(-rc, "the kernel log says more"));
		return cure_code(-rc);
	}
}

enum exit_code driver_open(struct driver_files *files, const char *device, const char *stock,
			   unsigned int want)
{
	enum exit_code rc = DK_DONE;
	enum driver_file file;

	for (file = 0; file < DRIVER_FILES; file++) {
		files->file[file].fd = -1;
		files->file[file].path[0] = '\0';
	}
	for (file = 0; !rc && file < DRIVER_FILES; file++) {
		if (want & 1u << file)
			rc = open_file(&files->file[file], file, device, stock);
	}
	if (rc)
		driver_close(files);
	return rc;
}

void driver_close(struct driver_files *files)
{
	enum driver_file file;

	for (file = 0; file < DRIVER_FILES; file++)
		sysfs_close(&files->file[file]);
}
