/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef DAX_KMEM_DISCOVER_H
#define DAX_KMEM_DISCOVER_H

#include "base/exit.h"
#include "devices/instance.h"

/* Which instances there are, and what they are like now. */

/**
 * instances_discover() - what every pmem device-dax instance of this machine is called
 * @all: to be given to instances_free(), also upon an error
 *
 * Only what can be read while somebody binds or unbinds the device: how it is found, which driver
 * has it, the nodes. Its state is STATE_LOCKED until instances_examine() or instance_read()
 * has read the rest.
 *
 * Return: DK_DONE; DK_FAILED or DK_TIMEOUT with the reason logged.
 */
enum exit_code instances_discover(struct instances *all);

/**
 * instances_examine() - read all of all instances afresh
 * @seconds: to wait for those that the kernel keeps locked, all at the same time
 *
 * Reads sysfs only. What only root may read is left unknown for others. Whoever holds a device's
 * lock while the kernel waits for a page would keep this command too, beyond any signal: children
 * read. A device that does not answer keeps what it had, and its state STATE_LOCKED.
 *
 * Return: DK_DONE; DK_FAILED with the reason logged.
 */
enum exit_code instances_examine(struct instances *all, unsigned int seconds);

/**
 * instance_read() - read one instance afresh
 * @instance: stays as it was when that fails
 * @device: its name on the nd bus
 *
 * Return: 0; -ENODEV when there is no such device, or it is a seed; -ETIMEDOUT when the kernel
 * keeps it locked; -EINTR when the user has stopped this command; -errno.
 */
int instance_read(struct instance *instance, const char *device);

/**
 * instance_read_after() - instance_read() when the work is done, and the user may have stopped it
 *
 * What is said and printed is to be what is there now: a signal does not end this.
 */
int instance_read_after(struct instance *instance, const char *device);

/**
 * instance_look() - the same without a child: this waits while the kernel keeps the device locked
 *
 * Return: 0; -ENODEV as above.
 */
int instance_look(struct instance *instance, const char *device);

/**
 * instance_again() - read an instance afresh that is about to be worked on, or has been
 * @now: may be @known; stays as it was when that fails
 *
 * Return: DK_DONE; DK_GONE, DK_TIMEOUT or DK_FAILED with the reason logged.
 */
enum exit_code instance_again(struct instance *now, const struct instance *known);

/**
 * instance_say_locked() - the error message about one that the kernel keeps locked
 */
void instance_say_locked(const struct instance *instance);

/**
 * instances_find() - the one with this name on the nd bus, NULL for none
 */
const struct instance *instances_find(const struct instances *all, const char *device);

void instances_free(struct instances *all);

#endif
