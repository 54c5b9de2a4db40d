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
 * @count: how many blocks follow each other; BLOCKS_MAX at most
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
 * blocks_online_order() - which of @count blocks to online, or to offline, as the @i-th
 *
 * Upon every online and offline the kernel scans the zone from its start to the first hole. While
 * the lowest block is online and the second-lowest is not, that scan ends after one block. In
 * ascending order it would take longer with every block.
 *
 * Return: a number from 0 to @count - 1, a different one for each @i.
 */
size_t blocks_online_order(size_t i, size_t count);
size_t blocks_offline_order(size_t i, size_t count);

/**
 * blocks_parse() - parse the driver's list: lines of "FIRST-LAST offline|movable|kernel"
 * @zones: set to the zone of each block, ZONE_NONE for offline; @blocks->count of them
 *
 * Return: 0, or -EINVAL when it is not such a list of exactly these blocks.
 */
int blocks_parse(const char *text, const struct blocks *blocks, unsigned char *zones);

/**
 * blocks_probe() - find out the same by reading the state of each block
 *
 * Return: 0, or -errno: -ENOENT when a block is not there.
 */
int blocks_probe(const struct blocks *blocks, unsigned char *zones);

/**
 * blocks_summary() - count the blocks that are online, and find the zone they are in
 */
void blocks_summary(const unsigned char *zones, size_t count, size_t *online, enum zone *zone);

/**
 * block_zone() - read the zone that a block is online in
 * @zone: ZONE_NONE for a block that is offline, ZONE_MIXED for one that is just changing
 *
 * Return: 0, or -errno: -ENOENT when there is no such block.
 */
int block_zone(uint64_t number, enum zone *zone);

/**
 * block_is_leaving() - is the kernel about to take a block offline, and moves its pages elsewhere?
 *
 * It is not while that waits for something else, another change of memory for example.
 */
bool block_is_leaving(uint64_t number);

/**
 * block_path() - the path of the file that is written to bring a block online or offline
 * @path: SYSFS_PATH_MAX bytes
 *
 * Return: as sysfs_path().
 */
int block_path(char *path, uint64_t number);

/**
 * block_online_word() - the word to write to that file to bring a block online in a zone
 */
const char *block_online_word(enum zone zone);

/**
 * block_is_moved() - does a block have to be moved?
 * @now: the zone that it is in
 * @zone: the zone that it is to be in, ZONE_NONE for offline
 * @moving: a block that is online in another zone has to be moved, too
 */
bool block_is_moved(enum zone now, enum zone zone, bool moving);

/**
 * block_online() - have the kernel bring a block online in a zone
 * @now: where it is; a block that is online is taken offline first
 *
 * Success does not mean that the block is there: something else may have moved it already. So read
 * its zone afterwards.
 *
 * Return: 0 or -errno.
 */
int block_online(uint64_t number, enum zone now, enum zone zone);

/**
 * block_offline() - have the kernel take a block offline; any signal interrupts that
 *
 * Return: 0 or -errno, -EBUSY when its pages cannot be moved, -EINTR.
 */
int block_offline(uint64_t number);

#endif
