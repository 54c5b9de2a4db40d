/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef DAX_KMEM_ND_DRIVER_H
#define DAX_KMEM_ND_DRIVER_H

#include <stdbool.h>

#include "base/exit.h"
#include "base/sysfs.h"

/* Changes the driver of a device on the nd bus. */

/**
 * nd_announce() - have the kernel send an "add" event for a device to udev again
 */
void nd_announce(const char *device);

/* The stock driver of device-dax instances; its module has the same name. */
const char *nd_stock_driver(void);
bool nd_driver_exists(const char *driver);
bool nd_is_stock_driver(const char *driver);
extern const char nd_ours[];

/**
 * nd_forget() - remove an id from our driver's list, where a run that was killed may have left it
 */
void nd_forget(const char *uuid);

/* Does @driver have the device, "" for no driver? What the write to bind returned does not tell. */
bool nd_is_bound_to(const char *device, const char *driver);
bool nd_exists(const char *device);

/**
 * enum nd_file - the files that are written to bind or unbind a device, or to set its zone
 */
enum nd_file {
	ND_NEW_ID,
	ND_REMOVE_ID,
	ND_BIND,		/* to our driver */
	ND_UNBIND,
	ND_STOCK_BIND,
	ND_STOCK_UNBIND,
	ND_ZONE,		/* of the device, only there while our driver has it */
	ND_FILES,
};

struct nd_files {
	struct sysfs_file file[ND_FILES];
};

/**
 * nd_path() - the path of one of these files, below sysfs_root
 * @path: SYSFS_PATH_MAX bytes
 * @stock: the stock driver
 *
 * Return: as sysfs_path().
 */
int nd_path(char *path, enum nd_file file, const char *device, const char *stock);

/**
 * nd_open() - open files for writing
 * @want: a bit for each file: 1 << enum nd_file
 *
 * Return: DK_DONE; DK_MODULE, DK_PERMISSION, DK_GONE or DK_FAILED with the reason logged and no
 * file open.
 */
enum exit_code nd_open(struct nd_files *files, const char *device, const char *stock,
		       unsigned int want);
void nd_close(struct nd_files *files);

#endif
