/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef DAX_KMEM_BUS_H
#define DAX_KMEM_BUS_H

#include "devices/instance.h"

/**
 * struct bus - how the instances on a bus are found and read
 * @each: call @see with the name of each device that may be an instance. Returns 0, -errno, or what
 *	@see returned when that was not 0.
 * @identify: read the names of an instance, what it is, its drivers and nodes, for which no
 *	attribute is read that takes the device's lock. Returns 0; -ENODEV when there is no such
 *	device, or it is no instance of this bus.
 * @read: read all of an instance but its state. While the device is locked, this blocks, and no
 *	signal ends that: so call it in a child only, as instance_read() does. Returns as @identify.
 * @block_zones: read the zone of each memory block of an instance, @instance->blocks.count of them.
 *	Returns 0 or -errno.
 * @ram_driver: the driver that makes RAM of it
 *
 * For discover.c, and for other-kinds.c, which names what is not to be found: all others ask
 * discover.h, and do not know the bus.
 */
struct bus {
	int (*each)(int (*see)(const char *device, void *data), void *data);
	int (*identify)(struct instance *instance, const char *device);
	int (*read)(struct instance *instance, const char *device);
	int (*block_zones)(const struct instance *instance, unsigned char *zones);
	const char *ram_driver;
};

extern const struct bus nd_bus;		/* persistent memory: nd-read.c */
extern const struct bus dax_bus;	/* all other kinds: dax-read.c */

#endif
