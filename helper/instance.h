/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef DAX_KMEM_INSTANCE_H
#define DAX_KMEM_INSTANCE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <uuid/uuid.h>

#include "blocks.h"
#include "exit.h"

#define NAME_LEN	32

enum state {
	STATE_LOCKED,	/* kept by the kernel; or not looked at yet, by instances_discover() */
	STATE_UNKNOWN,	/* ours, but only root may see which blocks it has */
	STATE_DEVDAX,	/* a device-dax instance with its character device */
	STATE_RAM,	/* ours, every block online */
	STATE_PARTIAL,	/* ours, some blocks online */
	STATE_OFFLINE,	/* ours, none */
	STATE_UNBOUND,	/* no driver */
	STATE_OTHER,	/* somebody else's, the in-tree kmem for example */
};

extern const char *const state_names[];

/**
 * struct instance - one pmem device-dax instance, RAM or not
 * @device: name on the nd bus
 * @namespace: the namespace it stands on
 * @chardev: name on the dax bus, the same as in /dev; "" when there is none
 * @driver: driver on the nd bus, "" for none
 * @dax_driver: driver on the dax bus, "" for none
 * @uuid: from the info block
 * @label_uuid: from the label, nil for a namespace without one
 * @label: the name that the label carries, "" for none
 * @map: "mem" or "dev", where the page array of device-dax is: ndctl's --map
 * @ns_start: physical address of the namespace, 0 when it cannot be known
 * @ns_size: bytes in the namespace
 * @data_start: physical address of the first data byte, 0 when it cannot be known
 * @data_size: bytes of data, 0 when it cannot be known; with a @data_start there are none
 * @examined: all has been read, and not only what the kernel tells without the device's lock
 * @target_node: NUMA node that the platform gives it, -1 for none
 * @ram_bytes: bytes that are RAM, 0 for none
 * @lost_bytes: bytes lost to alignment
 * @node: NUMA node of the RAM, -1 for none
 * @allowed: the zone that its blocks may go online in
 * @memmap: where the page array of the RAM is, "" when unknown
 * @blocks: its memory blocks; count is 0 when they are not ours or cannot be known
 * @blocks_online: how many are online
 * @zone: the zone they are in
 */
struct instance {
	char device[NAME_LEN];
	char namespace[NAME_LEN];
	char chardev[NAME_LEN];
	char driver[NAME_LEN];
	char dax_driver[NAME_LEN];
	uuid_t uuid;
	uuid_t label_uuid;
	char label[65];
	const char *map;
	enum state state;
	uint64_t ns_start;
	uint64_t ns_size;
	uint64_t data_start;
	uint64_t data_size;
	bool examined;
	int target_node;
	uint64_t ram_bytes;
	uint64_t lost_bytes;
	int node;
	enum zone allowed;
	char memmap[8];
	struct blocks blocks;
	size_t blocks_online;
	enum zone zone;
};

/**
 * instance_node() - the NUMA node that its RAM is on, or would be on if nobody chose another
 *
 * Node 0 where the platform names none: so the module does it.
 */
int instance_node(const struct instance *instance);

struct instances {
	struct instance *list;
	size_t count;
};

/**
 * instance_has_no_data() - its alignment, and padding, take all of the namespace
 */
static inline bool instance_has_no_data(const struct instance *instance)
{
	return instance->data_start && !instance->data_size;
}

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

void instances_free(struct instances *all);

#endif
