/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef DAX_KMEM_MOVE_BLOCKS_H
#define DAX_KMEM_MOVE_BLOCKS_H

#include "base/exit.h"
#include "change/zone-guard.h"
#include "devices/instance.h"

/**
 * struct move - a way through the memory blocks of one instance
 * @instance: has @instance->blocks
 * @uuid: in text, the object of every message
 * @block_size: bytes in a memory block
 */
struct move {
	const struct instance *instance;
	const char *uuid;
	uint64_t block_size;
};

/*
 * Both go on until every block is where it should be, whoever else moves blocks meanwhile, or
 * until one of them resists, the time is up or the user has had enough: that is logged then, and
 * what was done is left for the caller to undo.
 */

/**
 * move_online() - every block online
 * @zone: where
 * @moving: take blocks that are online elsewhere there too
 *
 * Return: DK_DONE; DK_TIMEOUT when the time was up; DK_ROLLED_BACK.
 */
enum exit_code move_online(const struct move *move, enum zone zone, bool moving);

/**
 * move_offline() - every block offline
 *
 * Return: as move_online().
 */
enum exit_code move_offline(const struct move *move);

/**
 * move_look() - where each block is now
 * @zones: one for each block, to be freed; NULL upon an error
 *
 * Return: 0 or -errno.
 */
int move_look(const struct move *move, unsigned char **zones);

/**
 * move_back() - the one way back: every block to where it was, and the guard to what it was
 * @guard: which blocks have to pass; it is opened for those that were online in another zone
 * @before: from move_look()
 *
 * Blocks that were offline, and are online in the guard's zone now, stay. Says how it went.
 */
void move_back(const struct move *move, struct guard *guard, const unsigned char *before);

/**
 * move_stopped() - say why there is no going on: interrupted, or the time is up
 *
 * Return: DK_ROLLED_BACK or DK_TIMEOUT.
 */
enum exit_code move_stopped(const struct move *move);

#endif
