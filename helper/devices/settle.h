/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef DAX_KMEM_SETTLE_H
#define DAX_KMEM_SETTLE_H

#include <stdbool.h>

#include "base/exit.h"

/* Waits at boot until all devices have appeared. */

/**
 * settle_bus() - wait until libnvdimm has probed all devices that it knows of
 *
 * Waits for two minutes at most, and not for a device that is locked.
 */
void settle_bus(void);

/**
 * settle_machine() - the same, and wait until udev has handled all events
 * @enough: called again and again: returns true when nothing more needs to appear
 *
 * udev loads the drivers that find and take devices. Waits for two minutes at most. This does not
 * listen to udev's messages, as they do not reach another network namespace, such as the unit's.
 *
 * Return: DK_DONE, or DK_FAILED without libudev, which is logged.
 */
enum exit_code settle_machine(bool (*enough)(void *data), void *data);

#endif
