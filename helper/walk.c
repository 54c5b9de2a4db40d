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
			log_error("%s: %zu blocks are moved again and again by something else; a "
				  "udev rule for memory blocks?", walk->uuid, missing);
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

size_t walk_back(const struct walk *walk, const unsigned char *before)
{
	const struct blocks *blocks = &walk->instance->blocks;
	size_t i, block, lost = 0;
	enum zone now;

	for (i = 0; i < blocks->count; i++) {
		struct goal goal;

		block = blocks_online_order(i, blocks->count);
		goal.zone = before[block] == ZONE_MIXED ? ZONE_AUTO : before[block];
		goal.moving = true;
		if (before[block] == ZONE_NONE)
			continue;
		if (block_zone(blocks->first + block, &now)) {
			lost++;
			continue;
		}
		if (is_reached(&goal, now))
			continue;
		lost += push(blocks->first + block, &goal, now) &&
			push_on(blocks->first + block, &goal, -EBUSY);
	}
	return lost;
}
