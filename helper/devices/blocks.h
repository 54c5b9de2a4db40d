/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef DAX_KMEM_BLOCKS_H
#define DAX_KMEM_BLOCKS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "devices/zone.h"

/* Memory blocks, /sys/devices/system/memory/memoryN: N = physical address / block size. */

#define BLOCKS_MAX	(1 << 20)	/* 128 TiB of 128 MiB each */

/**
 * struct blocks - the memory blocks of one range
 * @first: number of the lowest
 * @count: how many, without a hole; BLOCKS_MAX at most
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
 * blocks_parse() - the driver's list of runs, "FIRST-LAST offline|movable|kernel" a line
 * @zones: where each block is, ZONE_NONE for offline; @blocks->count of them
 *
 * Return: 0, or -EINVAL when it is not such a list of exactly these blocks.
 */
int blocks_parse(const char *text, const struct blocks *blocks, unsigned char *zones);

/**
 * blocks_probe() - the same, asked of each block
 *
 * Return: 0, or -errno: -ENOENT when a block is not there.
 */
int blocks_probe(const struct blocks *blocks, unsigned char *zones);

/**
 * blocks_summary() - count the blocks that are online, and name their zone
 */
void blocks_summary(const unsigned char *zones, size_t count, size_t *online, enum zone *zone);

/**
 * block_zone() - the zone that a block is online in
 * @zone: ZONE_NONE for a block that is offline, ZONE_MIXED for one that is on its way
 *
 * Return: 0, or -errno: -ENOENT when there is no such block.
 */
int block_zone(uint64_t number, enum zone *zone);

/**
 * block_path() - the file that brings a block online and offline
 * @path: SYSFS_PATH_MAX bytes
 *
 * Return: as sysfs_path().
 */
int block_path(char *path, uint64_t number);

/**
 * block_online_word() - what is written there to bring a block online in a zone
 */
const char *block_online_word(enum zone zone);

/**
 * block_is_moved() - does a block have to be moved?
 * @now: where it is
 * @zone: where blocks are to be, ZONE_NONE for offline
 * @moving: also when it is online in another zone
 */
bool block_is_moved(enum zone now, enum zone zone, bool moving);

/**
 * block_online() - have the kernel bring a block online in a zone
 * @now: where it is; online in another zone it is taken offline first
 *
 * Three system calls. What it returns is not the truth: look afterwards.
 *
 * Return: 0 or -errno.
 */
int block_online(uint64_t number, enum zone now, enum zone zone);

/**
 * block_offline() - have the kernel take a block offline; any signal ends that
 *
 * Return: 0 or -errno, -EBUSY when its pages cannot be moved, -EINTR.
 */
int block_offline(uint64_t number);

#endif
