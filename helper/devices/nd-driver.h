/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef DAX_KMEM_ND_DRIVER_H
#define DAX_KMEM_ND_DRIVER_H

#include <stdbool.h>

#include "base/exit.h"
#include "base/sysfs.h"

/* The nd bus: how a device's driver is changed there. */

/**
 * nd_announce() - have the kernel tell udev of a device again, as if it had just appeared
 */
void nd_announce(const char *device);

/* The driver that a device without one belongs to, and its module. */
const char *nd_stock_driver(void);
bool nd_driver_exists(const char *driver);
bool nd_is_stock_driver(const char *driver);
extern const char nd_ours[];

/**
 * nd_forget() - take an id off the driver's list, if it is there: a run that was killed leaves one
 */
void nd_forget(const char *uuid);

/* Which driver has it now? "" for none. What a write returned does not tell. */
bool nd_is_bound_to(const char *device, const char *driver);
bool nd_exists(const char *device);

/**
 * enum nd_file - what is written to bind and unbind a device, and while it is bound
 */
enum nd_file {
	ND_NEW_ID,
	ND_REMOVE_ID,
	ND_BIND,		/* to our driver */
	ND_UNBIND,
	ND_STOCK_BIND,
	ND_STOCK_UNBIND,
	ND_ZONE,		/* the device's own, which it has while it is bound to our driver */
	ND_FILES,
};

struct nd_files {
	struct sysfs_file file[ND_FILES];
};

/**
 * nd_path() - where one of these files is, below sysfs_root
 * @path: SYSFS_PATH_MAX bytes
 * @stock: the stock driver
 *
 * Return: as sysfs_path().
 */
int nd_path(char *path, enum nd_file file, const char *device, const char *stock);

/**
 * nd_open() - open what will be written, before anything is
 * @want: which, a bit each: 1 << enum nd_file
 *
 * Return: DK_DONE; DK_MODULE, DK_PERMISSION, DK_GONE or DK_FAILED with the reason logged, and
 * nothing is open.
 */
enum exit_code nd_open(struct nd_files *files, const char *device, const char *stock,
		       unsigned int want);
void nd_close(struct nd_files *files);

#endif
