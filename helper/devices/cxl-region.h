/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef DAX_KMEM_CXL_REGION_H
#define DAX_KMEM_CXL_REGION_H

#include "devices/identity.h"

/**
 * cxl_region_read() - find the memory devices that a region of CXL memory is made of
 * @identity: the extents are set; there are none when one of them cannot be read
 * @place: the path of a dax device below the region: ".../region0/dax_region0/dax0.0"
 *
 * Takes no lock of the device.
 */
void cxl_region_read(struct identity *identity, const char *place);

#endif
