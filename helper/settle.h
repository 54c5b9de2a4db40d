/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef DAX_KMEM_SETTLE_H
#define DAX_KMEM_SETTLE_H

/* Devices appear one after the other: when have all appeared that there are? */

/**
 * settle_bus() - wait until libnvdimm has probed all that it knows of
 *
 * Two minutes at most, and not for a device that the kernel keeps locked.
 */
void settle_bus(void);

#endif
