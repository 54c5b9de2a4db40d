// SPDX-License-Identifier: GPL-2.0-only
/* helper/devices/blocks.c: the order in which blocks are brought online and offline. */
#include "unit.h"

#include <stdbool.h>
#include <stdlib.h>

#include "devices/blocks.h"

static void check_permutation(size_t (*order)(size_t, size_t), size_t count)
{
	bool *seen = calloc(count, sizeof(*seen));
	size_t i, block;

	for (i = 0; i < count; i++) {
		block = order(i, count);
		assert_true(block < count);
		assert_false(seen[block]);
		seen[block] = true;
	}
	free(seen);
}

static void each_block_once(void **state)
{
	size_t count;

	(void)state;
	for (count = 1; count < 100; count++) {
		check_permutation(blocks_online_order, count);
		check_permutation(blocks_offline_order, count);
	}
}

static void online_is_lowest_then_from_the_top(void **state)
{
	static const size_t expected[] = { 0, 5, 4, 3, 2, 1 };
	size_t i;

	(void)state;
	for (i = 0; i < 6; i++)
		assert_int_equal(blocks_online_order(i, 6), expected[i]);
}

static void offline_is_second_lowest_then_from_the_top(void **state)
{
	static const size_t expected[] = { 1, 5, 4, 3, 2, 0 };
	size_t i;

	(void)state;
	for (i = 0; i < 6; i++)
		assert_int_equal(blocks_offline_order(i, 6), expected[i]);
	assert_int_equal(blocks_offline_order(0, 1), 0);
	assert_int_equal(blocks_offline_order(0, 2), 1);
	assert_int_equal(blocks_offline_order(1, 2), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_block_once),
		cmocka_unit_test(online_is_lowest_then_from_the_top),
		cmocka_unit_test(offline_is_second_lowest_then_from_the_top),
	};

	return cmocka_run_group_tests_name("blocks", tests, NULL, NULL);
}
