/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef DAX_KMEM_DRIVER_H
#define DAX_KMEM_DRIVER_H

#include <stdbool.h>

#include "base/exit.h"
#include "base/sysfs.h"

/*
 * Changes the driver of a device: from the stock driver of device-dax to ours, and back. All
 * devices are on the nd bus so far; nobody but driver.c knows that.
 */

/**
 * driver_announce() - have the kernel send an "add" event for a device to udev again
 */
void driver_announce(const char *device);

/* The stock driver of device-dax instances; its module has the same name. */
const char *driver_stock(void);
bool driver_exists(const char *driver);
bool driver_is_stock(const char *driver);
extern const char driver_ours[];

/**
 * driver_forget_id() - remove an id from our driver's list, if a killed run has left it there
 */
void driver_forget_id(const char *uuid);

/* Does @driver have the device, "" for no driver? What the write to bind returned does not tell. */
bool driver_is_bound_to(const char *device, const char *driver);
bool driver_device_exists(const char *device);

/**
 * enum driver_file - the files that are written to bind or unbind a device, or to set its zone
 */
enum driver_file {
	DRIVER_NEW_ID,
	DRIVER_REMOVE_ID,
	DRIVER_BIND,		/* to our driver */
	DRIVER_UNBIND,
	DRIVER_STOCK_BIND,
	DRIVER_STOCK_UNBIND,
	DRIVER_ZONE,		/* of the device, only there while our driver has it */
	DRIVER_FILES,
};

struct driver_files {
	struct sysfs_file file[DRIVER_FILES];
};

/**
 * driver_path() - the path of one of these files, below sysfs_root
 * @path: SYSFS_PATH_MAX bytes
 * @stock: the stock driver
 *
 * Return: as sysfs_path().
 */
int driver_path(char *path, enum driver_file file, const char *device, const char *stock);

/**
 * driver_open() - open files for writing
 * @want: a bit for each file: 1 << enum driver_file
 *
 * Return: DK_DONE; DK_MODULE, DK_PERMISSION, DK_GONE or DK_FAILED with the reason logged and no
 * file open.
 */
enum exit_code driver_open(struct driver_files *files, const char *device, const char *stock,
			   unsigned int want);
void driver_close(struct driver_files *files);

#endif
