/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef DAX_KMEM_DISCOVER_H
#define DAX_KMEM_DISCOVER_H

#include "base/exit.h"
#include "devices/instance.h"

/* Finds all instances, and reads their state. */

/**
 * instances_discover() - list the pmem device-dax instances of this machine
 * @all: to be given to instances_free(), also upon an error
 *
 * Reads only what can be read while a device is locked: names, UUIDs, drivers and nodes. The state
 * is STATE_LOCKED until instances_examine() or instance_read() has read the rest.
 *
 * Return: DK_DONE; DK_FAILED or DK_TIMEOUT with the reason logged.
 */
enum exit_code instances_discover(struct instances *all);

/**
 * instances_discover_every_kind() - the same, with CXL memory and soft-reserved memory, to be shown
 *
 * All that changes something is for pmem only.
 */
enum exit_code instances_discover_every_kind(struct instances *all);

/**
 * instances_examine() - read everything about all instances again
 * @seconds: how long to wait for locked devices, for all of them together
 *
 * Reads sysfs only. What only root may read stays unknown to others. Children do the reading, as no
 * signal ends the wait for a device's lock. A device that stays locked keeps what was known of it,
 * and its state is STATE_LOCKED.
 *
 * Return: DK_DONE; DK_FAILED with the reason logged.
 */
enum exit_code instances_examine(struct instances *all, unsigned int seconds);

/**
 * instance_read() - read everything about one instance
 * @instance: unchanged upon an error
 * @device: its name on the nd bus
 *
 * Return: 0; -ENODEV when there is no such device, or it is a seed; -ETIMEDOUT when the kernel
 * keeps it locked; -EINTR when the user has stopped this command; -errno.
 */
int instance_read(struct instance *instance, const char *device);

/**
 * instance_read_after() - instance_read() to report the result of a change
 *
 * The user's signals do not interrupt this: even an interrupted change has a result to report.
 */
int instance_read_after(struct instance *instance, const char *device);

/**
 * instance_read_blocking() - the same without a child: this blocks while the device is locked
 *
 * Return: 0; -ENODEV as above.
 */
int instance_read_blocking(struct instance *instance, const char *device);

/**
 * instance_again() - read an instance again, just before or after it is changed
 * @now: may be @known; unchanged upon an error
 *
 * Return: DK_DONE; DK_GONE, DK_TIMEOUT or DK_FAILED with the reason logged.
 */
enum exit_code instance_again(struct instance *now, const struct instance *known);

/**
 * instance_say_locked() - log the error that the kernel keeps an instance locked
 */
void instance_say_locked(const struct instance *instance);

/**
 * instances_find() - find an instance by its name on the nd bus; NULL when there is none
 */
const struct instance *instances_find(const struct instances *all, const char *device);

/**
 * instance_block_zones() - read the zone of each memory block
 * @zones: @instance->blocks.count of them
 *
 * Return: 0 or -errno.
 */
int instance_block_zones(const struct instance *instance, unsigned char *zones);

/**
 * instance_bad_block() - look for a known bad block in the namespace
 *
 * Return: 0; -ETIMEDOUT when the kernel keeps the region locked; -errno.
 */
int instance_bad_block(const struct instance *instance, struct bad_block *bad);

/**
 * instance_region_available() - bytes that are free in the namespace's region, 0 when unknown
 */
uint64_t instance_region_available(const struct instance *instance);

/**
 * instance_is_ours() - is it bound to our driver?
 */
bool instance_is_ours(const struct instance *instance);

/**
 * instance_is_devdax() - is it bound to the stock driver, and to no other on the dax bus?
 */
bool instance_is_devdax(const struct instance *instance);

void instances_free(struct instances *all);

#endif
