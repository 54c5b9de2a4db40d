// SPDX-License-Identifier: GPL-2.0-only
#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "base/cure.h"
#include "base/log.h"
#include "base/util.h"
#include "devices/nd-driver.h"
#include "devices/nd-paths.h"

const char nd_ours[] = OURS;

bool nd_driver_exists(const char *driver)
{
	return sysfs_exists(DRIVERS "%s", driver);
}

void nd_announce(const char *device)
{
	struct sysfs_file file;

	if (sysfs_open(&file, DEVICES "%s/uevent", device))
		return;
	sysfs_write(&file, "add");
	sysfs_close(&file);
}

void nd_forget(const char *uuid)
{
	char ids[SYSFS_VALUE_MAX + 1];
	struct sysfs_file file;

	if (sysfs_read(ids, sizeof(ids), DRIVERS OURS "/ids") || !strstr(ids, uuid) ||
	    sysfs_open(&file, DRIVERS OURS "/remove_id"))
		return;
	sysfs_write(&file, uuid);
	sysfs_close(&file);
}

/* 5.10 may have dax_pmem_compat instead of dax_pmem. */
const char *nd_stock_driver(void)
{
	return nd_driver_exists("dax_pmem_compat") ? "dax_pmem_compat" : "dax_pmem";
}

bool nd_is_stock_driver(const char *driver)
{
	return !strcmp(driver, "dax_pmem") || !strcmp(driver, "dax_pmem_compat");
}

bool nd_is_bound_to(const char *device, const char *driver)
{
	char now[NAME_LEN];

	sysfs_link_name(now, sizeof(now), DEVICES "%s/driver", device);
	return !strcmp(now, driver);
}

bool nd_exists(const char *device)
{
	return sysfs_exists(DEVICES "%s", device);
}

static const struct {
	const char *dir;
	enum { OURS_DRIVER, STOCK_DRIVER, DEVICE } whose;
	const char *name;
} places[ND_FILES] = {
	[ND_NEW_ID] = { DRIVERS, OURS_DRIVER, "new_id" },
	[ND_REMOVE_ID] = { DRIVERS, OURS_DRIVER, "remove_id" },
	[ND_BIND] = { DRIVERS, OURS_DRIVER, "bind" },
	[ND_UNBIND] = { DRIVERS, OURS_DRIVER, "unbind" },
	[ND_STOCK_BIND] = { DRIVERS, STOCK_DRIVER, "bind" },
	[ND_STOCK_UNBIND] = { DRIVERS, STOCK_DRIVER, "unbind" },
	[ND_ZONE] = { DEVICES, DEVICE, OURS "/zone" },
};

static const char *owner_of(enum nd_file file, const char *device, const char *stock)
{
	if (places[file].whose == DEVICE)
		return device;
	return places[file].whose == STOCK_DRIVER ? stock : OURS;
}

int nd_path(char *path, enum nd_file file, const char *device, const char *stock)
{
	return sysfs_path(path, "%s%s/%s", places[file].dir, owner_of(file, device, stock),
			  places[file].name);
}

static enum exit_code open_file(struct sysfs_file *opened, enum nd_file file, const char *device,
				const char *stock)
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

enum exit_code nd_open(struct nd_files *files, const char *device, const char *stock,
		       unsigned int want)
{
	enum exit_code rc = DK_DONE;
	enum nd_file file;

	for (file = 0; file < ND_FILES; file++) {
		files->file[file].fd = -1;
		files->file[file].path[0] = '\0';
	}
	for (file = 0; !rc && file < ND_FILES; file++) {
		if (want & 1u << file)
			rc = open_file(&files->file[file], file, device, stock);
	}
	if (rc)
		nd_close(files);
	return rc;
}

void nd_close(struct nd_files *files)
{
	enum nd_file file;

	for (file = 0; file < ND_FILES; file++)
		sysfs_close(&files->file[file]);
}
