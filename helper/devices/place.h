/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef DAX_KMEM_PLACE_H
#define DAX_KMEM_PLACE_H

#include "devices/instance.h"

/**
 * struct place - where an instance is; what is not known is ""
 * @region: "region0"
 * @bus: "ndbus0"
 * @provider: what the kernel's driver calls that bus, "ACPI.NFIT" for example
 */
struct place {
	char region[NAME_LEN];
	char bus[NAME_LEN];
	char provider[NAME_LEN];
};

/**
 * place_read() - find the region and the bus that an instance is on
 *
 * Nothing that this reads waits for a lock of the kernel.
 */
void place_read(struct place *place, const struct instance *instance);

#endif
