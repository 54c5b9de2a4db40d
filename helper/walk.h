/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef DAX_KMEM_WALK_H
#define DAX_KMEM_WALK_H

#include "exit.h"
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
 * walk_back() - blocks that were online go online again, where they were
 * @before: zones, one for each block
 *
 * Return: how many could not.
 */
size_t walk_back(const struct walk *walk, const unsigned char *before);

/**
 * walk_stopped() - say why there is no going on: interrupted, or the time is up
 *
 * Return: DK_ROLLED_BACK or DK_TIMEOUT.
 */
enum exit_code walk_stopped(const struct walk *walk);

#endif
