/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef DAX_KMEM_INSTANCE_H
#define DAX_KMEM_INSTANCE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <uuid/uuid.h>

#include "base/sysfs.h"
#include "devices/blocks.h"
#include "devices/identity.h"

enum state {
	STATE_LOCKED,	/* locked by the kernel; or not read yet, after instances_discover() */
	STATE_UNKNOWN,	/* RAM, but only root may see which blocks it has */
	STATE_DEVDAX,	/* a device-dax instance with its character device */
	STATE_RAM,	/* bound to our driver, every block online */
	STATE_PARTIAL,	/* bound to our driver, some blocks online */
	STATE_OFFLINE,	/* bound to our driver, no block online */
	STATE_UNBOUND,	/* no driver */
	STATE_OTHER,	/* bound to another driver, the in-tree kmem for example */
};

extern const char *const state_names[];

/*
 * Bytes at the start of a namespace that are never RAM: the info block, and what is before it. The
 * kernel keeps 8 KiB for it, and whole pages.
 */
static inline uint64_t info_block_end(uint64_t page)
{
	return page > 8192 ? page : 8192;
}

/**
 * struct instance - one device-dax instance, RAM or not
 * @id: what it is; and below, what is said of namespaces is of pmem only
 * @device: name on the nd bus; on the dax bus for other kinds than pmem
 * @namespace: the namespace it stands on
 * @chardev: name on the dax bus, the same as in /dev; "" when there is none
 * @driver: driver on the bus that @device is on, "" for none
 * @dax_driver: driver on the dax bus, "" for none
 * @label_uuid: from the label, nil for a namespace without one
 * @label: the name that the label carries, "" for none
 * @map: "mem" or "dev", where the page array of device-dax is: ndctl's --map
 * @ns_start: physical address of the namespace, 0 when it cannot be known
 * @ns_size: bytes in the namespace
 * @data_start: physical address of the first data byte, 0 when it cannot be known
 * @data_size: bytes of data; 0 when @data_start is 0, too, for unknown, and otherwise for none
 * @examined: everything was read, and not only what can be read while the device is locked
 * @target_node: NUMA node that the platform gives it, -1 for none
 * @ram_bytes: bytes that are RAM, 0 for none
 * @lost_bytes: bytes lost to alignment
 * @node: NUMA node of the RAM, -1 for none
 * @allowed: the zone that its blocks may go online in
 * @memmap: where the page array of the RAM is, "" when unknown
 * @blocks: its memory blocks; count is 0 when another driver has it, or they cannot be known. Where
 *	the memory of another kind than pmem is in several ranges, only their count is true.
 * @blocks_online: how many are online
 * @zone: the zone they are in
 */
struct instance {
	struct identity id;
	char device[NAME_LEN];
	char namespace[NAME_LEN];
	char chardev[NAME_LEN];
	char driver[NAME_LEN];
	char dax_driver[NAME_LEN];
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
 * Node 0 when the platform names none, as in the module.
 */
int instance_node(const struct instance *instance);

struct instances {
	struct instance *list;
	size_t count;
};

/**
 * struct bad_block - the first known bad block of a namespace, if there is one
 * @address: its physical address
 */
struct bad_block {
	bool found;
	uint64_t address;
};

/**
 * instance_has_no_data() - do alignment and padding take all of the namespace?
 */
static inline bool instance_has_no_data(const struct instance *instance)
{
	return instance->data_start && !instance->data_size;
}

#endif
