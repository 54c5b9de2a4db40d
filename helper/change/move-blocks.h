/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef DAX_KMEM_MOVE_BLOCKS_H
#define DAX_KMEM_MOVE_BLOCKS_H

#include "base/exit.h"
#include "change/zone-guard.h"
#include "devices/instance.h"

/**
 * struct move - what is needed to move the memory blocks of an instance
 * @instance: whose blocks to move
 * @uuid: in text, the object of every message
 * @block_size: bytes in a memory block
 */
struct move {
	const struct instance *instance;
	const char *uuid;
	uint64_t block_size;
};

/*
 * move_online() and move_offline() go on until every block is where it should be, even if something
 * else moves blocks meanwhile. They stop when a block cannot be moved, the time is up or the user
 * interrupts. They log the reason then, and leave it to the caller to undo what was done.
 */

/**
 * move_online() - bring every block online
 * @zone: in which zone
 * @moving: move the blocks that are online in another zone, too
 *
 * Return: DK_DONE; DK_TIMEOUT when the time was up; DK_ROLLED_BACK.
 */
enum exit_code move_online(const struct move *move, enum zone zone, bool moving);

/**
 * move_offline() - take every block offline
 *
 * Return: as move_online().
 */
enum exit_code move_offline(const struct move *move);

/**
 * move_read_zones() - read the zone of each block
 * @zones: one for each block, to be freed; NULL upon an error
 *
 * Return: 0 or -errno.
 */
int move_read_zones(const struct move *move, unsigned char **zones);

/**
 * move_restore() - bring every block back to where it was, and log whether that has worked
 * @guard: is set to other zones where blocks need that, and then back to what it was
 * @before: from move_read_zones()
 *
 * Blocks that were offline, and are online in the guard's zone now, stay online.
 */
void move_restore(const struct move *move, struct guard *guard, const unsigned char *before);

/**
 * move_stopped() - log why this stops: interrupted, or the time is up
 *
 * Return: DK_ROLLED_BACK or DK_TIMEOUT.
 */
enum exit_code move_stopped(const struct move *move);

#endif
