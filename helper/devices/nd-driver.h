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
 * struct nd_files - every file that a transaction and its undoing write, but the blocks' own
 */
struct nd_files {
	struct sysfs_file new_id, remove_id, bind, unbind, stock_bind, stock_unbind, zone;
};

enum nd_want {
	ND_WANT_BIND = 1,	/* new_id, bind, and home's unbind */
	ND_WANT_UNBIND = 2,	/* remove_id and unbind */
	ND_WANT_STOCK = 4,	/* home's bind */
	ND_WANT_ZONE = 8,	/* the device's zone, which it has while it is ours */
};

/**
 * nd_open() - open what will be written, before anything is
 * @want: a set of enum nd_want
 *
 * Return: DK_DONE; DK_MODULE, DK_PERMISSION, DK_GONE or DK_FAILED with the reason logged, and
 * nothing is open.
 */
enum exit_code nd_open(struct nd_files *files, const char *device, const char *home,
		       unsigned int want);
void nd_close(struct nd_files *files);

#endif
