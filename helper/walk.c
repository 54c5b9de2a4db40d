// SPDX-License-Identifier: GPL-2.0-only
#include <errno.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "bounded.h"
#include "log.h"
#include "nd.h"
#include "progress.h"
#include "stuck.h"
#include "util.h"
#include "walk.h"

#define TRIES		5	/* at one block */
#define FIRST_WAIT_MS	20	/* before the second of them; twice that before the next */

/* What a block is to become. */
struct goal {
	enum zone zone;		/* ZONE_NONE: offline */
	bool moving;
};

static bool is_reached(const struct goal *goal, enum zone now)
{
	if (goal->zone == ZONE_NONE || now == ZONE_NONE)
		return now == goal->zone;
	return now == goal->zone || goal->zone == ZONE_AUTO || !goal->moving;
}

static int push(uint64_t number, const struct goal *goal, enum zone now)
{
	return goal->zone == ZONE_NONE ? block_offline(number) :
					 block_online(number, now, goal->zone);
}

static bool must_stop(void)
{
	return bounded_over() || bounded_stopped();
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
		bounded_sleep(FIRST_WAIT_MS << (try - 1));
		rc = push(number, goal, now);
	}
}

static void explain(const struct walk *walk, uint64_t number, const struct goal *goal, int rc)
{
	char why[512] = "";

	if (goal->zone != ZONE_NONE) {
		log_error("%s: memory%" PRIu64 " does not go online in zone %s: %s; the kernel log "
			  "says more", walk->uuid, number, zone_names[goal->zone], strerror(-rc));
		return;
	}
	stuck_why(why, sizeof(why), number, walk->block_size);
	log_error("%s: memory%" PRIu64 " does not go offline: %s%s%s; end what uses it, or try "
		  "again with a longer --timeout", walk->uuid, number,
		  rc != -EINTR ? strerror(-rc) : why[0] ? "its pages cannot be moved" :
		  "the kernel was still at it", why[0] ? "; " : "", why);
}

enum exit_code walk_stopped(const struct walk *walk)
{
	if (bounded_stopped()) {
		log_error("%s: interrupted", walk->uuid);
		return DK_ROLLED_BACK;
	}
	log_error("%s: the time is up; --timeout gives more", walk->uuid);
	return DK_TIMEOUT;
}

/* Once through all blocks that are not there yet. */
static enum exit_code round_trip(const struct walk *walk, const struct goal *goal,
				 size_t (*order)(size_t, size_t), const unsigned char *zones)
{
	const struct blocks *blocks = &walk->instance->blocks;
	size_t i, block;
	int rc;

	for (i = 0; i < blocks->count; i++) {
		block = order(i, blocks->count);
		progress_show(i);
		if (is_reached(goal, zones[block]))
			continue;
		if (must_stop())
			return walk_stopped(walk);
		rc = push(blocks->first + block, goal, zones[block]);
		if (rc)
			rc = push_on(blocks->first + block, goal, rc);
		if (!rc)
			continue;
		explain(walk, blocks->first + block, goal, rc);
		return must_stop() ? walk_stopped(walk) : DK_ROLLED_BACK;
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

static enum exit_code repeat(const struct walk *walk, const struct goal *goal,
			     size_t (*order)(size_t, size_t), unsigned char *zones)
{
	size_t count = walk->instance->blocks.count, missing;
	struct patience patience = { 0 };
	enum exit_code rc;
	int err;

	for (;;) {
		/* a dry run has no blocks to look at before they are there */
		err = sysfs_dry_run ? 0 : nd_block_zones(walk->instance, zones);
		if (err) {
			log_error("%s: its memory blocks cannot be read: %s; has something else "
				  "unbound it?", walk->uuid, strerror(-err));
			return DK_ROLLED_BACK;
		}
		missing = count_missing(goal, zones, count);
		if (!missing)
			return DK_DONE;
		if (!bounded_patience(&patience)) {
			log_error("%s: %zu of %zu blocks are moved again and again by something "
				  "else; a udev rule for memory blocks?", walk->uuid, missing,
				  count);
			return DK_ROLLED_BACK;
		}
		rc = round_trip(walk, goal, order, zones);
		if (rc || sysfs_dry_run)
			return rc;
	}
}

static enum exit_code go(const struct walk *walk, const struct goal *goal,
			 size_t (*order)(size_t, size_t))
{
	unsigned char *zones = calloc(walk->instance->blocks.count + 1, 1);
	enum exit_code rc;

	if (!zones) {
		log_error("%s: out of memory", walk->uuid);
		return DK_ROLLED_BACK;
	}
	if (sysfs_dry_run && goal->zone == ZONE_NONE)
		memset(zones, ZONE_MIXED, walk->instance->blocks.count);
	progress_start(walk->uuid, goal->zone == ZONE_NONE ? "offline" : "online",
		       walk->instance->blocks.count, walk->block_size);
	rc = repeat(walk, goal, order, zones);
	progress_end();
	free(zones);
	return rc;
}

enum exit_code walk_online(const struct walk *walk, enum zone zone, bool moving)
{
	const struct goal goal = { .zone = zone, .moving = moving };

	return go(walk, &goal, blocks_online_order);
}

enum exit_code walk_offline(const struct walk *walk)
{
	static const struct goal goal = { .zone = ZONE_NONE };

	stuck_begin();
	return go(walk, &goal, blocks_offline_order);
}

int walk_look(const struct walk *walk, unsigned char **zones)
{
	int rc;

	*zones = calloc(walk->instance->blocks.count + 1, 1);
	if (!*zones)
		return -ENOMEM;
	/* a dry run has no blocks to look at before they are there */
	rc = sysfs_dry_run ? 0 : nd_block_zones(walk->instance, *zones);
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
static size_t back_to(const struct walk *walk, struct guard *guard, const unsigned char *before,
		      enum zone zone)
{
	const struct blocks *blocks = &walk->instance->blocks;
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
static size_t back_offline(const struct walk *walk, struct guard *guard,
			   const unsigned char *before)
{
	static const struct goal goal = { .zone = ZONE_NONE };
	const struct blocks *blocks = &walk->instance->blocks;
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
static size_t put_back(const struct walk *walk, struct guard *guard, const unsigned char *before)
{
	static const enum zone others[] = { ZONE_MOVABLE, ZONE_KERNEL };
	size_t i, lost;

	/* when that fails, the first block that needs it tries again */
	guard_set(guard, guard->found);
	lost = back_to(walk, guard, before, guard->found);
	for (i = 0; i < ARRAY_SIZE(others); i++) {
		if (others[i] != guard->found)
			lost += back_to(walk, guard, before, others[i]);
	}
	if (guard_set(guard, guard->found))
		log_error("%s: its zone stays %s, which was %s: 'dax-kmem attach --zone' says "
			  "which it is to be", walk->uuid, zone_names[guard->now],
			  zone_names[guard->found]);
	return lost + back_offline(walk, guard, before);
}

void walk_back(const struct walk *walk, struct guard *guard, const unsigned char *before,
	       unsigned int seconds)
{
	size_t lost;

	/* the user's signals have had their effect; the time starts anew */
	bounded_protect(true);
	bounded_start(seconds);
	lost = put_back(walk, guard, before);
	bounded_stop();
	bounded_protect(false);
	if (lost)
		log_error("%s: %zu of %zu blocks are not where they were, see 'dax-kmem list "
			  "--blocks'; 'dax-kmem attach' brings online what is not", walk->uuid,
			  lost, walk->instance->blocks.count);
	else if (memchr(before, ZONE_NONE, walk->instance->blocks.count))
		log_warning("%s: what was online is online as before", walk->uuid);
	else
		log_warning("%s: all memory is online as before, nothing has changed", walk->uuid);
}
