/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef DAX_KMEM_WALK_H
#define DAX_KMEM_WALK_H

#include "exit.h"
#include "guard.h"
#include "instance.h"

/**
 * struct walk - a way through the memory blocks of one instance
 * @instance: has @instance->blocks
 * @uuid: in text, the object of every message
 * @block_size: bytes in a memory block
 */
struct walk {
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
 * walk_online() - every block online
 * @zone: where
 * @moving: take blocks that are online elsewhere there too
 *
 * Return: DK_DONE; DK_TIMEOUT when the time was up; DK_ROLLED_BACK.
 */
enum exit_code walk_online(const struct walk *walk, enum zone zone, bool moving);

/**
 * walk_offline() - every block offline
 *
 * Return: as walk_online().
 */
enum exit_code walk_offline(const struct walk *walk);

/**
 * walk_look() - where each block is now
 * @zones: one for each block, to be freed; NULL upon an error
 *
 * Return: 0 or -errno.
 */
int walk_look(const struct walk *walk, unsigned char **zones);

/**
 * walk_back() - the one way back: every block to where it was, and the guard to what it was
 * @guard: which blocks have to pass; it is opened for those that were online in another zone
 * @before: from walk_look()
 * @seconds: to give up after, 0 for never; no signal ends it
 *
 * Blocks that were offline, and are online in the guard's zone now, stay. Says how it went.
 */
void walk_back(const struct walk *walk, struct guard *guard, const unsigned char *before,
	       unsigned int seconds);

/**
 * walk_stopped() - say why there is no going on: interrupted, or the time is up
 *
 * Return: DK_ROLLED_BACK or DK_TIMEOUT.
 */
enum exit_code walk_stopped(const struct walk *walk);

#endif
