/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef DAX_KMEM_SETTLE_H
#define DAX_KMEM_SETTLE_H

#include <stdbool.h>

/* Devices appear one after the other: when have all appeared that there are? */

/**
 * settle_bus() - wait until libnvdimm has probed all that it knows of
 *
 * Two minutes at most, and not for a device that the kernel keeps locked.
 */
void settle_bus(void);

/**
 * settle_machine() - the same, and until udev has handled all that it was told of
 * @enough: asked again and again: nothing more needs to appear
 *
 * udev loads the drivers that find and take devices. Two minutes at most. Not by listening to its
 * messages: whoever runs in a network namespace of its own, as the unit does, hears none.
 */
void settle_machine(bool (*enough)(void *data), void *data);

#endif
