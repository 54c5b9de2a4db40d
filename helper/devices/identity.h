/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef DAX_KMEM_IDENTITY_H
#define DAX_KMEM_IDENTITY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <uuid/uuid.h>

/*
 * What a device is, whatever the kernel calls it: names such as dax0.0 follow the order in which
 * devices were found, and may be another device's after the next boot.
 */

enum kind {
	KIND_PMEM,	/* a namespace of persistent memory */
	KIND_CXL,	/* a region of volatile memory, made of one or more CXL memory devices */
	KIND_HMEM,	/* memory that the firmware has set aside: "soft reserved" */
	KINDS,
};

/* "pmem", "cxl" and "hmem", which are the kernel's own words */
extern const char *const kind_names[KINDS];

/**
 * kind_explain() - what a kind is, in words for a message: "soft-reserved memory"
 */
const char *kind_explain(enum kind kind);

#define CXL_WAYS_MAX	16	/* what a region may be interleaved over; CXL 2.0 has no more */

/**
 * struct cxl_extent - the part of a CXL memory device that a region uses
 * @serial: the device's serial number
 * @start: the first address in the device's own memory
 * @size: in bytes
 */
struct cxl_extent {
	uint64_t serial;
	uint64_t start;
	uint64_t size;
};

/**
 * struct identity - what tells a device from all others, at every boot
 * @uuid: KIND_PMEM: from the info block
 * @extents: KIND_CXL: in the order in which the region is interleaved over them
 * @n_extents: 0 when they are not known
 * @start: KIND_HMEM: the first physical address; @end: the last one, 0 when only root may know
 */
struct identity {
	enum kind kind;
	uuid_t uuid;
	struct cxl_extent extents[CXL_WAYS_MAX];
	size_t n_extents;
	uint64_t start;
	uint64_t end;
};

/**
 * identity_same() - are these one device?
 *
 * One that is not known is the same as no other, and not even the same as itself.
 */
bool identity_same(const struct identity *a, const struct identity *b);

#define IDENTITY_TEXT_MAX	(CXL_WAYS_MAX * 20 + 64)

/**
 * identity_text() - a UUID, "cxl:0xc0ffee01,0xc0ffee02" or "hmem:0x100000000-0x13fffffff"
 * @text: IDENTITY_TEXT_MAX bytes; "" when it is not known
 *
 * The memory devices of a region are named by their serial numbers, and the part of them that it
 * uses only where that does not begin at 0: "cxl:0xc0ffee01@0x40000000".
 */
void identity_text(char *text, const struct identity *identity);

#endif
