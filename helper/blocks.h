/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef DAX_KMEM_BLOCKS_H
#define DAX_KMEM_BLOCKS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Memory blocks, /sys/devices/system/memory/memoryN: N = physical address / block size. */

enum zone {
	ZONE_NONE,	/* no block is online */
	ZONE_MOVABLE,
	ZONE_KERNEL,	/* Normal, DMA32, DMA */
	ZONE_MIXED,
	ZONE_AUTO,	/* as a wish: whatever the kernel likes */
};

extern const char *const zone_names[];

/**
 * struct blocks - the memory blocks of one range
 * @first: number of the lowest
 * @count: how many, without a hole
 */
struct blocks {
	uint64_t first;
	size_t count;
};

/**
 * blocks_size() - bytes in a memory block
 *
 * Return: 0 or -errno.
 */
int blocks_size(uint64_t *bytes);

/**
 * blocks_online_order() - which block to online, or to offline, as the @i-th of @count
 *
 * The kernel rescans a zone from its start to the first hole upon every online and offline. With
 * the lowest block online and the second-lowest not, that scan always ends after one block;
 * in ascending order it grows with every block.
 *
 * Return: 0 .. @count - 1; as @i runs over that range, each once.
 */
size_t blocks_online_order(size_t i, size_t count);
size_t blocks_offline_order(size_t i, size_t count);

/**
 * block_zone() - the zone that a block is online in
 * @zone: ZONE_NONE for a block that is offline, ZONE_MIXED for one that is on its way
 *
 * Return: 0, or -errno: -ENOENT when there is no such block.
 */
int block_zone(uint64_t number, enum zone *zone);

/**
 * block_online() - bring a block online in a zone, whoever gets there first
 * @moving: take a block that is online in another zone offline first; else leave it there
 *
 * The block's state is read again afterwards: what the write returned is not the truth.
 *
 * Return: 0, or -errno; -EAGAIN when the block is online, but not in the zone asked for.
 */
int block_online(uint64_t number, enum zone zone, bool moving);

/**
 * block_offline() - take a block offline; it is no error when it is so already
 *
 * Return: 0 or -errno, -EBUSY when its pages cannot be moved.
 */
int block_offline(uint64_t number);

/**
 * blocks_summary() - count the blocks that are online, and name their zone
 */
void blocks_summary(const struct blocks *blocks, size_t *online, enum zone *zone);

#endif
