/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Functions that libnvdimm exports but declares only in drivers/nvdimm/{nd,pfn}.h, which no
 * header package installs. Nothing checks a prototype written by hand. MODVERSIONS compares what
 * the module was built with, which for these is a checksum out of Module.symvers and not of the
 * prototype here. So it tells when a kernel has changed them behind a built module, and not when
 * this file is wrong; and there are kernels without it (Debian's 7.3). So each says for which
 * kernels it was read in the source, a test compares them with the BTF of each kernel, and
 * namespace.c compares what nvdimm_setup_pfn() answers with what it must. The structs stay opaque:
 * no layout is copied.
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

/* 5.10 - 7.3; is_nd_dax() takes a const device from 6.2 on, which is the same call */
bool is_nd_dax(const struct device *dev);
struct nd_dax *to_nd_dax(struct device *dev);

/* 5.10 - 7.3 */
struct nd_namespace_common *nvdimm_namespace_common_probe(struct device *dev);
int devm_namespace_enable(struct device *dev, struct nd_namespace_common *ndns,
			  resource_size_t size);
void devm_namespace_disable(struct device *dev, struct nd_namespace_common *ndns);
int nvdimm_setup_pfn(struct nd_pfn *nd_pfn, struct dev_pagemap *pgmap);

/* 5.10 - 7.3 */
void nvdimm_badblocks_populate(struct nd_region *nd_region, struct badblocks *bb,
			       const struct range *range);

/* 5.16 - 7.3; before that it returned const u8 *, the same 16 bytes */
const uuid_t *nd_dev_to_uuid(struct device *dev);

#endif
