// SPDX-License-Identifier: GPL-2.0-only
#include <errno.h>
#include <inttypes.h>
#include <string.h>

#include "blocks.h"
#include "sysfs.h"

#define MEMORY	"/sys/devices/system/memory/"

const char *const zone_names[] = {
	[ZONE_NONE] = NULL,
	[ZONE_MOVABLE] = "movable",
	[ZONE_KERNEL] = "kernel",
	[ZONE_MIXED] = "mixed",
	[ZONE_AUTO] = "auto",
};

static const char *const online_words[] = {
	[ZONE_MOVABLE] = "online_movable",
	[ZONE_KERNEL] = "online_kernel",
	[ZONE_AUTO] = "online",
};

int blocks_size(uint64_t *bytes)
{
	long long value;
	int rc;

	rc = sysfs_read_number(&value, 16, MEMORY "block_size_bytes");
	if (rc)
		return rc;
	if (value <= 0 || (value & (value - 1)))
		return -EINVAL;
	*bytes = value;
	return 0;
}

size_t blocks_online_order(size_t i, size_t count)
{
	return i ? count - i : 0;
}

size_t blocks_offline_order(size_t i, size_t count)
{
	if (count < 2)
		return 0;
	if (i == 0)
		return 1;
	return i == count - 1 ? 0 : count - i;
}

int block_zone(uint64_t number, enum zone *zone)
{
	char text[64];
	int rc;

	rc = sysfs_read(text, sizeof(text), MEMORY "memory%" PRIu64 "/state", number);
	if (rc)
		return rc;
	*zone = ZONE_NONE;
	if (!strcmp(text, "offline"))
		return 0;
	/* for a block that is online: the zone it is in, one word */
	rc = sysfs_read(text, sizeof(text), MEMORY "memory%" PRIu64 "/valid_zones", number);
	if (rc)
		return rc;
	if (!strcmp(text, "Movable"))
		*zone = ZONE_MOVABLE;
	else if (!strcmp(text, "Normal") || !strcmp(text, "DMA32") || !strcmp(text, "DMA"))
		*zone = ZONE_KERNEL;
	else
		*zone = ZONE_MIXED;
	return 0;
}

static int write_state(uint64_t number, const char *word)
{
	struct sysfs_file file;
	int rc;

	rc = sysfs_open(&file, MEMORY "memory%" PRIu64 "/state", number);
	if (rc)
		return rc;
	rc = sysfs_write(&file, word);
	sysfs_close(&file);
	return rc;
}

static bool is_in(enum zone now, enum zone wanted)
{
	return now == wanted || (wanted == ZONE_AUTO && now != ZONE_NONE);
}

int block_online(uint64_t number, enum zone zone, bool moving)
{
	enum zone now;
	int rc, written = 0;

	if (sysfs_dry_run)
		return write_state(number, online_words[zone]);

	rc = block_zone(number, &now);
	if (rc || is_in(now, zone) || (now != ZONE_NONE && !moving))
		return rc;
	if (now != ZONE_NONE)
		written = write_state(number, "offline");
	if (!written)
		written = write_state(number, online_words[zone]);

	rc = block_zone(number, &now);
	if (rc || is_in(now, zone))
		return rc;
	return written ? written : -EAGAIN;
}

int block_offline(uint64_t number)
{
	enum zone now;
	int rc, written;

	if (sysfs_dry_run)
		return write_state(number, "offline");

	rc = block_zone(number, &now);
	if (rc || now == ZONE_NONE)
		return rc;
	written = write_state(number, "offline");
	rc = block_zone(number, &now);
	if (rc || now == ZONE_NONE)
		return rc;
	return written ? written : -EAGAIN;
}

void blocks_summary(const struct blocks *blocks, size_t *online, enum zone *zone)
{
	enum zone now;
	size_t i;

	*online = 0;
	*zone = ZONE_NONE;
	for (i = 0; i < blocks->count; i++) {
		if (block_zone(blocks->first + i, &now) || now == ZONE_NONE)
			continue;
		if (*online == 0)
			*zone = now;
		else if (*zone != now)
			*zone = ZONE_MIXED;
		(*online)++;
	}
}
