/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef DAX_KMEM_NODE_USAGE_H
#define DAX_KMEM_NODE_USAGE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* What the memory of each NUMA node is used for, by zone. */

/**
 * struct zone_usage - zone movable of a node, or all of its other zones together
 * @size: bytes of memory that is online, without what the kernel took for itself at boot
 * @cache: bytes that hold contents of files, most of which the kernel can free at once
 * @free: bytes that nobody uses
 */
struct zone_usage {
	int node;
	bool movable;
	uint64_t size;
	uint64_t cache;
	uint64_t free;
};

#define NODES_MAX	1024	/* no kernel has more */

/* In the order of /proc/zoneinfo: by node, and zone movable comes last. */
struct node_usage {
	struct zone_usage list[2 * NODES_MAX];
	size_t count;
};

/**
 * node_usage_read() - read it from /proc/zoneinfo; empty when that cannot be read
 */
void node_usage_read(struct node_usage *usage);

/**
 * zone_usage_used() - bytes that are neither free nor cache
 */
uint64_t zone_usage_used(const struct zone_usage *zone);

/**
 * node_usage_size() - bytes of all zones of a node
 */
uint64_t node_usage_size(const struct node_usage *usage, int node);

#endif
