/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef DAX_KMEM_ZONE_GUARD_TEXT_H
#define DAX_KMEM_ZONE_GUARD_TEXT_H

#include <linux/range.h>
#include <linux/types.h>

#include "zone.h"

#define DKM_RANGE_LEN	64	/* the longest line that is accepted, with a NUL: 51 */

/**
 * dkm_range_parse() - parse a range of physical addresses, and the zone that is wanted in it
 * @text: "0xSTART-0xEND", end inclusive; behind it may stand @before_zone and a zone's name, and
 *	then one newline
 * @len: bytes in @text
 * @before_zone: what stands between the range and the zone
 * @range: filled in when 0 is returned
 * @zone: the same; DKM_ZONE_MOVABLE where none is named, and never DKM_ZONE_AUTO
 *
 * Return: 0, or -EINVAL for anything that is wrong with it.
 */
int dkm_range_parse(const char *text, size_t len, const char *before_zone, struct range *range,
		    enum dkm_zone *zone);

#endif
