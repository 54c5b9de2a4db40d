// SPDX-License-Identifier: GPL-2.0-only
#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "base/deadline.h"
#include "base/sysfs.h"
#include "base/util.h"
#include "devices/blocks.h"

#define MEMORY	"/sys/devices/system/memory/"

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
	if (value < 1 << 20 || (value & (value - 1)))
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
	/* while a block is online, this file holds one word: the zone it is in */
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

bool block_is_leaving(uint64_t number)
{
	char text[32];

	return !sysfs_read(text, sizeof(text), MEMORY "memory%" PRIu64 "/state", number) &&
	       !strcmp(text, "going-offline");
}

int block_path(char *path, uint64_t number)
{
	return sysfs_path(path, MEMORY "memory%" PRIu64 "/state", number);
}

const char *block_online_word(enum zone zone)
{
	return online_words[zone];
}

bool block_is_moved(enum zone now, enum zone zone, bool moving)
{
	if (zone == ZONE_NONE || now == ZONE_NONE)
		return now != zone;
	return now != zone && zone != ZONE_AUTO && moving;
}

static int write_state(uint64_t number, const char *word)
{
	struct sysfs_file file;
	int rc;

	rc = sysfs_open(&file, MEMORY "memory%" PRIu64 "/state", number);
	if (rc)
		return rc;
	rc = deadline_write(&file, word);
	sysfs_close(&file);
	return rc;
}

int block_online(uint64_t number, enum zone now, enum zone zone)
{
	int rc = 0;

	if (now != ZONE_NONE)
		rc = write_state(number, "offline");
	return rc ? rc : write_state(number, online_words[zone]);
}

int block_offline(uint64_t number)
{
	return write_state(number, "offline");
}

int blocks_parse(const char *text, const struct blocks *blocks, unsigned char *zones)
{
	uint64_t next = blocks->first, end = blocks->first + blocks->count, first, last;
	char word[16];
	int length;

	for (; *text; text += length) {
		unsigned char zone;

		if (sscanf(text, "%" SCNu64 "-%" SCNu64 " %15[a-z]%n", &first, &last, word,
			   &length) != 3 || first != next || last < first || last >= end)
			return -EINVAL;
		if (text[length] == '\n')
			length++;
		else if (text[length])
			return -EINVAL;
		zone = zone_from_name(word);
		if (zone == ZONE_AUTO || (zone == ZONE_NONE && strcmp(word, "offline")))
			return -EINVAL;
		memset(zones + (first - blocks->first), zone, last - first + 1);
		next = last + 1;
	}
	return next == end ? 0 : -EINVAL;
}

int blocks_probe(const struct blocks *blocks, unsigned char *zones)
{
	enum zone zone;
	size_t i;
	int rc;

	for (i = 0; i < blocks->count; i++) {
		rc = block_zone(blocks->first + i, &zone);
		if (rc)
			return rc;
		zones[i] = zone;
	}
	return 0;
}

void blocks_summary(const unsigned char *zones, size_t count, size_t *online, enum zone *zone)
{
	size_t i;

	*online = 0;
	*zone = ZONE_NONE;
	for (i = 0; i < count; i++) {
		if (zones[i] == ZONE_NONE)
			continue;
		if (*online == 0)
			*zone = zones[i];
		else if (*zone != zones[i])
			*zone = ZONE_MIXED;
		(*online)++;
	}
}
