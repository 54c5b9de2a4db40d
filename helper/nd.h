/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef DAX_KMEM_ND_H
#define DAX_KMEM_ND_H

#include <stdbool.h>

#include "exit.h"
#include "instance.h"
#include "sysfs.h"

/*
 * The nd bus: how an instance is found and read there, and how its driver is changed. No other
 * part of the helper knows. A second bus, for devices that have no nd device, would have a file
 * with these functions of its own.
 */

/**
 * nd_settle() - wait until every bus has probed its regions and namespaces
 *
 * They are probed asynchronously, so that udev may be idle before the last of them is there. A
 * device that the kernel keeps locked keeps its bus from being done.
 *
 * Return: 0; -ETIMEDOUT when that takes longer than @patience_ms; -errno.
 */
int nd_settle(int patience_ms);

/**
 * nd_announce() - have the kernel tell udev of a device again, as if it had just appeared
 */
void nd_announce(const char *device);

/**
 * nd_each() - call @see with the name of every dax device on the nd bus
 *
 * Return: 0, -errno, or what @see returned when that was not 0.
 */
int nd_each(int (*see)(const char *device, void *data), void *data);

/**
 * nd_identify() - read what an instance is called and who has it
 *
 * None of that waits for the device's lock: read in 5.10 - 7.3.
 *
 * Return: 0; -ENODEV when there is no such device, or it is a seed.
 */
int nd_identify(struct instance *instance, const char *device);

/**
 * nd_read() - read all of an instance but its state
 *
 * This waits, in a way that no signal ends, while the kernel keeps the device locked: to be called
 * in a child, as instance_read() does.
 *
 * Return: 0; -ENODEV when there is no such device, or it is a seed.
 */
int nd_read(struct instance *instance, const char *device);

/**
 * nd_block_zones() - where each memory block of an instance is
 * @zones: @instance->blocks.count of them
 *
 * Return: 0 or -errno.
 */
int nd_block_zones(const struct instance *instance, unsigned char *zones);

/**
 * struct bad_block - the first known bad block of a namespace, if there is one
 * @address: its physical address
 */
struct bad_block {
	bool found;
	uint64_t address;
};

/**
 * nd_bad_block() - what is known of bad blocks in the namespace
 *
 * Return: 0; -ETIMEDOUT when the kernel keeps the region locked; -errno.
 */
int nd_bad_block(const struct instance *instance, struct bad_block *bad);

/**
 * nd_region_available() - bytes that the namespace's region has left, 0 when unknown
 */
uint64_t nd_region_available(const struct instance *instance);

/* The driver that a device without one belongs to, and its module. */
const char *nd_home(void);
bool nd_driver_exists(const char *driver);
bool nd_is_home(const char *driver);
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
	struct sysfs_file new_id, remove_id, bind, unbind, home_bind, home_unbind, zone;
};

enum nd_want {
	ND_WANT_BIND = 1,	/* new_id, bind, and home's unbind */
	ND_WANT_UNBIND = 2,	/* remove_id and unbind */
	ND_WANT_HOME = 4,	/* home's bind */
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
