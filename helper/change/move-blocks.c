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
#include "devices/nd-read.h"

#define TRIES		5	/* at one block */
#define FIRST_WAIT_MS	20	/* before the second of them; twice that before the next */

/* What a block is to become. */
struct goal {
	enum zone zone;		/* ZONE_NONE: offline */
	bool moving;
};

static bool is_reached(const struct goal *goal, enum zone now)
{
	return !block_is_moved(now, goal->zone, goal->moving);
}

static int push(uint64_t number, const struct goal *goal, enum zone now)
{
	return goal->zone == ZONE_NONE ? block_offline(number) :
					 block_online(number, now, goal->zone);
}

static bool must_stop(void)
{
	return deadline_over() || signals_stopped();
}

/* A block that has resisted once: somebody else may have been at it. */
static int push_on(uint64_t number, const struct goal *goal, int rc)
{
	enum zone now;
	int try, read;

	for (try = 1; ; try++) {
		read = block_zone(number, &now);
		if (read || is_reached(goal, now))
			return read;
		if (try == TRIES || must_stop())
			return rc;
		deadline_sleep(FIRST_WAIT_MS << (try - 1));
		rc = push(number, goal, now);
	}
}

static void explain(const struct move *move, uint64_t number, const struct goal *goal, int rc)
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
		  "the kernel was still at it", why[0] ? "; " : "", why);
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

/* Once through all blocks that are not there yet. */
static enum exit_code round_trip(const struct move *move, const struct goal *goal,
				 size_t (*order)(size_t, size_t), const unsigned char *zones)
{
	const struct blocks *blocks = &move->instance->blocks;
	size_t i, block;
	int rc;

	for (i = 0; i < blocks->count; i++) {
		block = order(i, blocks->count);
		progress_show(i);
		if (is_reached(goal, zones[block]))
			continue;
		if (must_stop())
			return move_stopped(move);
		rc = push(blocks->first + block, goal, zones[block]);
		if (rc)
			rc = push_on(blocks->first + block, goal, rc);
		if (!rc)
			continue;
		explain(move, blocks->first + block, goal, rc);
		return must_stop() ? move_stopped(move) : DK_ROLLED_BACK;
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

static enum exit_code repeat(const struct move *move, const struct goal *goal,
			     size_t (*order)(size_t, size_t), unsigned char *zones)
{
	size_t count = move->instance->blocks.count, missing;
	struct patience patience = { 0 };
	enum exit_code rc;
	int err;

	for (;;) {
		err = nd_block_zones(move->instance, zones);
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
		rc = round_trip(move, goal, order, zones);
		if (rc)
			return rc;
	}
}

static enum exit_code go(const struct move *move, const struct goal *goal,
			 size_t (*order)(size_t, size_t))
{
	unsigned char *zones = calloc(move->instance->blocks.count + 1, 1);
	enum exit_code rc;

	if (!zones) {
		log_error("%s: out of memory", move->uuid);
		return DK_ROLLED_BACK;
	}
	progress_start(move->uuid, goal->zone == ZONE_NONE ? "offline" : "online",
		       move->instance->blocks.count, move->block_size);
	rc = repeat(move, goal, order, zones);
	progress_end();
	free(zones);
	return rc;
}

enum exit_code move_online(const struct move *move, enum zone zone, bool moving)
{
	const struct goal goal = { .zone = zone, .moving = moving };

	return go(move, &goal, blocks_online_order);
}

enum exit_code move_offline(const struct move *move)
{
	static const struct goal goal = { .zone = ZONE_NONE };

	stuck_begin();
	return go(move, &goal, blocks_offline_order);
}

int move_look(const struct move *move, unsigned char **zones)
{
	int rc;

	*zones = calloc(move->instance->blocks.count + 1, 1);
	if (!*zones)
		return -ENOMEM;
	rc = nd_block_zones(move->instance, *zones);
	if (rc) {
		free(*zones);
		*zones = NULL;
	}
	return rc;
}

/* Return: whether the block could not be brought to where it was. */
static bool is_lost(uint64_t number, const struct goal *goal, struct guard *guard)
{
	enum zone now;

	if (block_zone(number, &now))
		return true;
	if (is_reached(goal, now))
		return false;
	if (goal->zone != ZONE_NONE && guard_open_for(guard, goal->zone))
		return true;
	return push(number, goal, now) && push_on(number, goal, -EBUSY);
}

/* Those that were online in one zone; of a block that was on its way, that is not known. */
static size_t back_to(const struct move *move, struct guard *guard, const unsigned char *before,
		      enum zone zone)
{
	const struct blocks *blocks = &move->instance->blocks;
	size_t i, block, lost = 0;

	for (i = 0; i < blocks->count; i++) {
		struct goal goal = { .zone = zone };

		block = blocks_online_order(i, blocks->count);
		goal.moving = before[block] != ZONE_MIXED;
		if (before[block] == zone || (!goal.moving && zone == guard->found))
			lost += is_lost(blocks->first + block, &goal, guard);
	}
	return lost;
}

/* Those that were offline, and that something has onlined where they may not be. */
static size_t back_offline(const struct move *move, struct guard *guard,
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
			lost += is_lost(blocks->first + block, &goal, guard);
	}
	return lost;
}

/*
 * A zone at a time, the guard's own first: whatever else onlines blocks meanwhile finds the guard
 * open for another zone only when what belongs into the first one is there, and for no longer than
 * blocks need it. A guard that lets everything pass would let everything go astray.
 */
static size_t put_back(const struct move *move, struct guard *guard, const unsigned char *before)
{
	static const enum zone others[] = { ZONE_MOVABLE, ZONE_KERNEL };
	size_t i, lost;

	/* when that fails, the first block that needs it tries again */
	guard_set(guard, guard->found);
	lost = back_to(move, guard, before, guard->found);
	for (i = 0; i < ARRAY_SIZE(others); i++) {
		if (others[i] != guard->found)
			lost += back_to(move, guard, before, others[i]);
	}
	if (guard_set(guard, guard->found))
		log_error("%s: its zone stays %s, which was %s: 'dax-kmem attach --zone' says "
			  "which it is to be", move->uuid, zone_names[guard->now],
			  zone_names[guard->found]);
	return lost + back_offline(move, guard, before);
}

void move_back(const struct move *move, struct guard *guard, const unsigned char *before)
{
	size_t lost = put_back(move, guard, before);

	if (lost)
		log_error("%s: %zu of %zu blocks are not where they were, see 'dax-kmem list "
			  "--blocks'; 'dax-kmem attach' brings online what is not", move->uuid,
			  lost, move->instance->blocks.count);
	else if (memchr(before, ZONE_NONE, move->instance->blocks.count))
		log_warning("%s: what was online is online as before", move->uuid);
	else
		log_warning("%s: all memory is online as before, nothing has changed", move->uuid);
}
