/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Functions that libnvdimm exports, but declares only in drivers/nvdimm/{nd,pfn}.h, which no header
 * package installs. The prototypes here were written by hand, from the source of the kernels that
 * compat.h names, and the compiler cannot check them. Nor can MODVERSIONS: the checksum that it
 * compares comes from Module.symvers, and not from the prototype here, so it tells only when a
 * kernel changes a function after the module was built. Therefore the test "prototypes" compares
 * them with the BTF of each kernel, and namespace.c compares what nvdimm_setup_pfn() returns with
 * our own reading of the info block. The structs stay opaque: no layout is copied.
 */
#ifndef DAX_KMEM_LIBNVDIMM_H
#define DAX_KMEM_LIBNVDIMM_H

#include <linux/badblocks.h>
#include <linux/device.h>
#include <linux/libnvdimm.h>
#include <linux/memremap.h>
#include <linux/nd.h>
#include <linux/range.h>
#include <linux/uuid.h>

struct nd_dax;
struct nd_pfn;

/* is_nd_dax() takes a const device from 6.2 on, which is the same call. */
bool is_nd_dax(const struct device *dev);
struct nd_dax *to_nd_dax(struct device *dev);

struct nd_namespace_common *nvdimm_namespace_common_probe(struct device *dev);
int devm_namespace_enable(struct device *dev, struct nd_namespace_common *ndns,
			  resource_size_t size);
void devm_namespace_disable(struct device *dev, struct nd_namespace_common *ndns);
int nvdimm_setup_pfn(struct nd_pfn *nd_pfn, struct dev_pagemap *pgmap);

void nvdimm_badblocks_populate(struct nd_region *nd_region, struct badblocks *bb,
			       const struct range *range);

/* Before 5.16 it returned const u8 *, a pointer to the same 16 bytes. */
const uuid_t *nd_dev_to_uuid(struct device *dev);

#endif
