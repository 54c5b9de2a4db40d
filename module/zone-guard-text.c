// SPDX-License-Identifier: GPL-2.0-only
/* The text form of one range. As it needs no kernel, the unit tests compile it in user space. */

#include <linux/ctype.h>
#include <linux/errno.h>
#include <linux/kernel.h>
#include <linux/string.h>

#include "zone-guard-text.h"

/* kstrtou64() alone would take a sign, and a number without 0x. */
static int parse_address(const char *word, u64 *address)
{
	if (strncmp(word, "0x", 2) || !isxdigit(word[2]))
		return -EINVAL;
	return kstrtou64(word, 16, address) ? -EINVAL : 0;
}

static int parse_range(char *word, struct range *range)
{
	const char *start = strsep(&word, "-");

	if (!word || parse_address(start, &range->start) || parse_address(word, &range->end))
		return -EINVAL;
	return range->start > range->end ? -EINVAL : 0;
}

int dkm_range_parse(const char *text, size_t len, const char *before_zone, struct range *range,
		    enum dkm_zone *zone)
{
	char line[DKM_RANGE_LEN];
	char *behind;
	int choice = DKM_ZONE_MOVABLE;

	if (len && text[len - 1] == '\n')
		len--;
	if (len >= sizeof(line) || memchr(text, '\0', len) || memchr(text, '\n', len))
		return -EINVAL;
	memcpy(line, text, len);
	line[len] = '\0';

	behind = strstr(line, before_zone);
	if (behind) {
		*behind = '\0';
		/* any zone at all is nothing to guard: the names end before "auto" */
		choice = match_string(dkm_zone_names, DKM_ZONE_AUTO, behind + strlen(before_zone));
		if (choice < 0)
			return -EINVAL;
	}
	*zone = choice;
	return parse_range(line, range);
}
