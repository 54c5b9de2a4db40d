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

/* "dax_pmem_compat" is what 5.10 may have instead. */
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

	if (sysfs_dry_run)
		return true;
	sysfs_link_name(now, sizeof(now), DEVICES "%s/driver", device);
	return !strcmp(now, driver);
}

bool nd_exists(const char *device)
{
	return sysfs_exists(DEVICES "%s", device);
}

static enum exit_code open_file(struct sysfs_file *file, const char *dir, const char *name,
				const char *file_name)
{
	int rc = sysfs_open(file, "%s%s/%s", dir, name, file_name);

	switch (rc) {
	case 0:
		return DK_DONE;
	case -ENOENT:
		if (!strcmp(dir, DRIVERS)) {
			log_error("%s: %s; is its module loaded?", file->path, strerror(-rc));
			return DK_MODULE;
		}
		log_error("%s: it has gone away, or something else has unbound it", name);
		return DK_GONE;
	default:
		log_error("%s: %s; %s", file->path, strerror(-rc),
			  cure_of(-rc, "the kernel log says more"));
		return cure_code(-rc);
	}
}

enum exit_code nd_open(struct nd_files *files, const char *device, const char *home,
		       unsigned int want)
{
	const struct {
		struct sysfs_file *file;
		unsigned int want;
		const char *dir, *name, *file_name;
	} wanted[] = {
		{ &files->new_id, ND_WANT_BIND, DRIVERS, OURS, "new_id" },
		{ &files->bind, ND_WANT_BIND, DRIVERS, OURS, "bind" },
		{ &files->stock_unbind, ND_WANT_BIND, DRIVERS, home, "unbind" },
		{ &files->remove_id, ND_WANT_UNBIND, DRIVERS, OURS, "remove_id" },
		{ &files->unbind, ND_WANT_UNBIND, DRIVERS, OURS, "unbind" },
		{ &files->stock_bind, ND_WANT_STOCK, DRIVERS, home, "bind" },
		{ &files->zone, ND_WANT_ZONE, DEVICES, device, OURS "/zone" },
	};
	enum exit_code rc = DK_DONE;
	size_t i;

	for (i = 0; i < ARRAY_SIZE(wanted); i++) {
		wanted[i].file->fd = -1;
		wanted[i].file->path[0] = '\0';
	}
	for (i = 0; !rc && i < ARRAY_SIZE(wanted); i++) {
		if (want & wanted[i].want)
			rc = open_file(wanted[i].file, wanted[i].dir, wanted[i].name,
				       wanted[i].file_name);
	}
	if (rc)
		nd_close(files);
	return rc;
}

void nd_close(struct nd_files *files)
{
	sysfs_close(&files->new_id);
	sysfs_close(&files->bind);
	sysfs_close(&files->stock_unbind);
	sysfs_close(&files->remove_id);
	sysfs_close(&files->unbind);
	sysfs_close(&files->stock_bind);
	sysfs_close(&files->zone);
}
