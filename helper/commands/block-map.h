/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef DAX_KMEM_BLOCK_MAP_H
#define DAX_KMEM_BLOCK_MAP_H

#include "devices/instance.h"

/* When several uses share a cell, the first one in this order is shown: small ones stay visible. */
enum use {
	USE_DATA, USE_UNKNOWN, USE_MOVABLE, USE_KERNEL, USE_RESERVE, USE_LOST, USE_OFFLINE,
	USE_INFO, USES
};

/* The name of each use, as in JSON. */
extern const char *const use_names[USES];

/* A part of a namespace that is used for one thing. */
struct part {
	uint64_t start, size;
	enum use use;
};

/* All parts of a namespace in their order; none when its place is not known. */
struct block_map {
	struct part *list;
	size_t count;
};

/**
 * block_map_make() - find what each byte of a namespace is used for
 * @map: its list is to be freed, also upon an error
 * @block_size: bytes in a memory block
 *
 * Return: 0 or -errno.
 */
int block_map_make(struct block_map *map, const struct instance *instance, uint64_t block_size);

#endif
