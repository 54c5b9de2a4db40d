// SPDX-License-Identifier: GPL-2.0-only
#include <errno.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/deadline.h"
#include "base/log.h"
#include "base/progress.h"
#include "base/signals.h"
#include "base/util.h"
#include "change/move-blocks.h"
#include "change/why-stuck.h"
#include "devices/discover.h"

#define TRIES		5	/* to move one block */
#define FIRST_WAIT_MS	20	/* before the second try; doubled before each further one */

/* Where blocks are to be. */
struct goal {
	enum zone zone;		/* ZONE_NONE: offline */
	bool moving;		/* also those that are online in another zone */
};

static bool is_reached(const struct goal *goal, enum zone now)
{
	return !block_is_moved(now, goal->zone, goal->moving);
}

static int change_block(uint64_t number, const struct goal *goal, enum zone now)
{
	return goal->zone == ZONE_NONE ? block_offline(number) :
					 block_online(number, now, goal->zone);
}

static bool is_stopped(void)
{
	return deadline_over() || signals_stopped();
}

/* Tries to move a block again, after the first try failed with @rc: it may have been in use. */
static int retry_block(uint64_t number, const struct goal *goal, int rc)
{
	enum zone now;
	int try, read;

	for (try = 1; ; try++) {
		read = block_zone(number, &now);
		if (read || is_reached(goal, now))
			return read;
		if (try == TRIES || is_stopped())
			return rc;
		deadline_sleep(FIRST_WAIT_MS << (try - 1));
		rc = change_block(number, goal, now);
	}
}

static void log_block_failure(const struct move *move, uint64_t number, const struct goal *goal,
			      int rc)
{
	char why[512] = "";

	if (goal->zone != ZONE_NONE) {
		log_error("%s: memory%" PRIu64 " does not go online in zone %s: %s; the kernel log "
			  "says more", move->uuid, number, zone_names[goal->zone], strerror(-rc));
		return;
	}
	stuck_why(why, sizeof(why), number, move->block_size);
	log_error("%s: memory%" PRIu64 " does not go offline: %s%s%s; end what uses it, or try "
		  "again with a longer --timeout", move->uuid, number,
		  rc != -EINTR ? strerror(-rc) : why[0] ? "its pages cannot be moved" :
		  "the kernel was still trying", why[0] ? "; " : "", why);
}

enum exit_code move_stopped(const struct move *move)
{
	if (signals_stopped()) {
		log_error("%s: interrupted", move->uuid);
		return DK_ROLLED_BACK;
	}
	log_error("%s: the time is up; --timeout gives more", move->uuid);
	return DK_TIMEOUT;
}

/* One pass over all blocks, moving those that are not where they should be. */
static enum exit_code pass_over_blocks(const struct move *move, const struct goal *goal,
				       size_t (*order)(size_t, size_t), const unsigned char *zones)
{
	const struct blocks *blocks = &move->instance->blocks;
	size_t i, block;
	int rc;

	for (i = 0; i < blocks->count; i++) {
		block = order(i, blocks->count);
		if (is_reached(goal, zones[block])) {
			progress_show(i);
			continue;
		}
		if (is_stopped())
			return move_stopped(move);
		progress_block(i, blocks->first + block);
		rc = change_block(blocks->first + block, goal, zones[block]);
		if (rc)
			rc = retry_block(blocks->first + block, goal, rc);
		if (!rc)
			continue;
		log_block_failure(move, blocks->first + block, goal, rc);
		return is_stopped() ? move_stopped(move) : DK_ROLLED_BACK;
	}
	progress_show(i);
	return DK_DONE;
}

static size_t count_missing(const struct goal *goal, const unsigned char *zones, size_t count)
{
	size_t i, missing = 0;

	for (i = 0; i < count; i++)
		missing += !is_reached(goal, zones[i]);
	return missing;
}

static enum exit_code repeat_passes(const struct move *move, const struct goal *goal,
				    size_t (*order)(size_t, size_t), unsigned char *zones)
{
	size_t count = move->instance->blocks.count, missing;
	struct patience patience = { 0 };
	enum exit_code rc;
	int err;

	for (;;) {
		err = instance_block_zones(move->instance, zones);
		if (err) {
			log_error("%s: its memory blocks cannot be read: %s; has something else "
				  "unbound it?", move->uuid, strerror(-err));
			return DK_ROLLED_BACK;
		}
		missing = count_missing(goal, zones, count);
		if (!missing)
			return DK_DONE;
		if (!deadline_patience(&patience)) {
			log_error("%s: %zu of %zu blocks are moved again and again by something "
				  "else; a udev rule for memory blocks?", move->uuid, missing,
				  count);
			return DK_ROLLED_BACK;
		}
		rc = pass_over_blocks(move, goal, order, zones);
		if (rc)
			return rc;
	}
}

static const char *why_it_takes_long(uint64_t number)
{
	return block_is_leaving(number) ? "pages are being migrated" : NULL;
}

static enum exit_code move_blocks(const struct move *move, const struct goal *goal,
				  size_t (*order)(size_t, size_t))
{
	unsigned char *zones = calloc(move->instance->blocks.count + 1, 1);
	enum exit_code rc;

	if (!zones) {
		log_error("%s: out of memory", move->uuid);
		return DK_ROLLED_BACK;
	}
	progress_start(move->uuid, goal->zone == ZONE_NONE ? "offline" : "online",
		       move->instance->blocks.count, move->block_size, why_it_takes_long);
	rc = repeat_passes(move, goal, order, zones);
	progress_end();
	free(zones);
	return rc;
}

enum exit_code move_online(const struct move *move, enum zone zone, bool moving)
{
	const struct goal goal = { .zone = zone, .moving = moving };

	return move_blocks(move, &goal, blocks_online_order);
}

enum exit_code move_offline(const struct move *move)
{
	static const struct goal goal = { .zone = ZONE_NONE };

	stuck_begin();
	return move_blocks(move, &goal, blocks_offline_order);
}

int move_read_zones(const struct move *move, unsigned char **zones)
{
	int rc;

	*zones = calloc(move->instance->blocks.count + 1, 1);
	if (!*zones)
		return -ENOMEM;
	rc = instance_block_zones(move->instance, *zones);
	if (rc) {
		free(*zones);
		*zones = NULL;
	}
	return rc;
}

/* Return: true when a block cannot be brought back to where it was. */
static bool fails_to_restore(uint64_t number, const struct goal *goal, struct guard *guard)
{
	enum zone now;

	if (block_zone(number, &now))
		return true;
	if (is_reached(goal, now))
		return false;
	if (goal->zone != ZONE_NONE && guard_open_for(guard, goal->zone))
		return true;
	return change_block(number, goal, now) && retry_block(number, goal, -EBUSY);
}

/*
 * Restores the blocks that were in @zone. Blocks that were just changing have no known zone: they
 * are restored to the guard's zone, or stay where they are online.
 */
static size_t restore_zone(const struct move *move, struct guard *guard,
			   const unsigned char *before, enum zone zone)
{
	const struct blocks *blocks = &move->instance->blocks;
	size_t i, block, lost = 0;

	for (i = 0; i < blocks->count; i++) {
		struct goal goal = { .zone = zone };

		block = blocks_online_order(i, blocks->count);
		goal.moving = before[block] != ZONE_MIXED;
		if (before[block] == zone || (!goal.moving && zone == guard->found))
			lost += fails_to_restore(blocks->first + block, &goal, guard);
	}
	return lost;
}

/* Takes blocks offline again that were offline, if they are online in a zone the guard refuses. */
static size_t restore_offline(const struct move *move, struct guard *guard,
			      const unsigned char *before)
{
	static const struct goal goal = { .zone = ZONE_NONE };
	const struct blocks *blocks = &move->instance->blocks;
	size_t i, block, lost = 0;
	enum zone now;

	for (i = 0; i < blocks->count; i++) {
		block = blocks_offline_order(i, blocks->count);
		if (before[block] == ZONE_NONE && !block_zone(blocks->first + block, &now) &&
		    now != ZONE_NONE && guard_refuses(guard, now))
			lost += fails_to_restore(blocks->first + block, &goal, guard);
	}
	return lost;
}

/*
 * Restores one zone after the other, beginning with the guard's own. Something else, such as a udev
 * rule, may bring blocks online meanwhile, in the zone that the guard lets them into. So the guard
 * is set to another zone only after the blocks of its own zone are back, and for as short a time as
 * possible. To let blocks into any zone would be simpler, but they could end up in the wrong one.
 */
static size_t restore_all_zones(const struct move *move, struct guard *guard,
				const unsigned char *before)
{
	static const enum zone others[] = { ZONE_MOVABLE, ZONE_KERNEL };
	size_t i, lost;

	/* if this fails, fails_to_restore() sets it again for the first block that needs it */
	guard_set(guard, guard->found);
	lost = restore_zone(move, guard, before, guard->found);
	for (i = 0; i < ARRAY_SIZE(others); i++) {
		if (others[i] != guard->found)
			lost += restore_zone(move, guard, before, others[i]);
	}
	if (guard_set(guard, guard->found))
		log_error("%s: its zone stays %s, which was %s: set it with 'dax-kmem attach "
			  "--zone'", move->uuid, zone_names[guard->now],
			  zone_names[guard->found]);
	return lost + restore_offline(move, guard, before);
}

void move_restore(const struct move *move, struct guard *guard, const unsigned char *before)
{
	size_t lost = restore_all_zones(move, guard, before);

	if (lost)
		log_error("%s: %zu of %zu blocks are not where they were, see 'dax-kmem list "
			  "--blocks'; 'dax-kmem attach' brings online what is not", move->uuid,
			  lost, move->instance->blocks.count);
	else if (memchr(before, ZONE_NONE, move->instance->blocks.count))
		log_warning("%s: what was online is online as before", move->uuid);
	else
		log_warning("%s: all memory is online as before, nothing has changed", move->uuid);
}
