// SPDX-License-Identifier: GPL-2.0-only
/* module/zone-guard-text.c: what may be written to new_range, and what ranges= may say. */
#include "unit.h"

#include <errno.h>
#include <string.h>

#include "zone-guard-text.h"

static int parse(const char *text, const char *before_zone, struct range *range,
		 enum dkm_zone *zone)
{
	return dkm_range_parse(text, strlen(text), before_zone, range, zone);
}

static void takes(void **state)
{
	static const struct {
		const char *text, *before_zone;
		u64 start, end;
		enum dkm_zone zone;
	} rows[] = {
		{ "0x100000000-0x13fffffff", " zone=", 4 * GIB, 5 * GIB - 1, DKM_ZONE_MOVABLE },
		{ "0x100000000-0x13fffffff\n", " zone=", 4 * GIB, 5 * GIB - 1, DKM_ZONE_MOVABLE },
		{ "0x0-0x0 zone=kernel\n", " zone=", 0, 0, DKM_ZONE_KERNEL },
		{ "0xAbC-0xABD zone=movable", " zone=", 0xabc, 0xabd, DKM_ZONE_MOVABLE },
		{ "0x0-0xffffffffffffffff:kernel", ":", 0, UINT64_MAX, DKM_ZONE_KERNEL },
		{ "0x1-0x2:movable", ":", 1, 2, DKM_ZONE_MOVABLE },
		{ "0x1-0x2", ":", 1, 2, DKM_ZONE_MOVABLE },
		/* the longest line with a zone that there is */
		{ "0xffffffffffffffff-0xffffffffffffffff zone=movable\n", " zone=", UINT64_MAX,
		  UINT64_MAX, DKM_ZONE_MOVABLE },
	};
	struct range range;
	enum dkm_zone zone;
	size_t i;

	(void)state;
	for (i = 0; i < ARRAY_SIZE(rows); i++) {
		zone = DKM_ZONES;
		assert_int_equal(parse(rows[i].text, rows[i].before_zone, &range, &zone), 0);
		assert_true(range.start == rows[i].start);
		assert_true(range.end == rows[i].end);
		assert_int_equal(zone, rows[i].zone);
	}
}

static void refuses(void **state)
{
	static const char *const bad[] = {
		"", "\n", " ", "-", "0x1", "0x1-", "-0x2", "0x-0x2", "0x1-0x", "1-2", "0x1-2",
		"1-0x2", "0X1-0x2", "0x1 - 0x2", " 0x1-0x2", "0x1-0x2 ", "0x1-0x2\n\n", "0x1\n-0x2",
		"0x1-0x2\nx", "0x1-0x2-0x3", "0x2-0x1", "0x0x1-0x2", "0x1-0x0x2", "+0x1-0x2",
		"0x+1-0x2", "0x1g-0x2", "0x1-0x10000000000000000", "0x10000000000000000-0x1",
		"0x1-0x2zone=kernel", "0x1-0x2 kernel", "0x1-0x2\tzone=kernel",
		"0x1-0x2  zone=kernel",
		"0x1-0x2 zone=", "0x1-0x2 zone", "0x1-0x2 zone=auto", "0x1-0x2 zone=Kernel",
		"0x1-0x2 zone=kernel ", "0x1-0x2 zone=kernel zone=kernel", " zone=kernel",
		"0x1-0x2:kernel", "0x1-0x2 zone=kernel:kernel",
	};
	struct range range;
	enum dkm_zone zone;
	size_t i;

	(void)state;
	for (i = 0; i < ARRAY_SIZE(bad); i++)
		assert_int_equal(parse(bad[i], " zone=", &range, &zone), -EINVAL);
	assert_int_equal(parse("0x1-0x2:", ":", &range, &zone), -EINVAL);
	assert_int_equal(parse("0x1-0x2:auto", ":", &range, &zone), -EINVAL);
	assert_int_equal(parse("0x1-0x2 zone=kernel", ":", &range, &zone), -EINVAL);
	assert_int_equal(dkm_range_parse("0x1-0x2\0x", 9, ":", &range, &zone), -EINVAL);
}

static void is_bounded(void **state)
{
	char text[4096];
	struct range range;
	enum dkm_zone zone;
	size_t len;

	(void)state;
	memset(text, '0', sizeof(text));
	memcpy(text, "0x1-0x", 6);
	text[sizeof(text) - 1] = '1';
	/* a range that is right, in a line as long as may be and in longer ones */
	for (len = DKM_RANGE_LEN - 1; len < sizeof(text); len++) {
		text[len - 1] = '1';
		assert_int_equal(dkm_range_parse(text, len, ":", &range, &zone),
				 len < DKM_RANGE_LEN ? 0 : -EINVAL);
		text[len - 1] = '0';
	}
	/* the words of ranges= are parsed where they are: what follows is not looked at */
	assert_int_equal(dkm_range_parse("0x1-0x2,garbage", 7, ":", &range, &zone), 0);
	assert_true(range.end == 2);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(takes),
		cmocka_unit_test(refuses),
		cmocka_unit_test(is_bounded),
	};

	return cmocka_run_group_tests_name("guard_text", tests, NULL, NULL);
}
