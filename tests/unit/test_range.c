// SPDX-License-Identifier: GPL-2.0-only
/* module/range.c */
#include "unit.h"

#include <errno.h>
#include <string.h>

#include "infoblock.h"
#include "range.h"

#define KEPT	((u64)8192)

static void table(void **state)
{
	static const struct {
		u64 ns_start, ns_size, pad, dataoff, trunc, block;
		int rc;
		u64 start, size, lost;
	} rows[] = {
		/* as in the guests: a namespace at a block boundary */
		{ 4 * GIB, 3968 * MIB, 0, 2 * MIB, 0, 128 * MIB, 0,
		  4 * GIB + 128 * MIB, 3840 * MIB, 128 * MIB - KEPT },
		/* --map=dev: what device-dax keeps for its page array is no loss */
		{ 4 * GIB, 16 * GIB, 0, 272 * MIB, 0, 128 * MIB, 0,
		  4 * GIB + 128 * MIB, 16 * GIB - 128 * MIB, 128 * MIB - KEPT },
		/* nothing to round off */
		{ 4 * GIB - KEPT, 256 * MIB + KEPT, 0, 2 * MIB, 0, 128 * MIB, 0,
		  4 * GIB, 256 * MIB, 0 },
		/* one page later the first block is gone */
		{ 4 * GIB - KEPT + 4096, 256 * MIB + KEPT, 0, 2 * MIB, 0, 128 * MIB, 0,
		  4 * GIB + 128 * MIB, 128 * MIB, 128 * MIB },
		/* padding at both ends counts */
		{ 4 * GIB, GIB, 128 * MIB, 2 * MIB, 64 * MIB, 128 * MIB, 0,
		  4 * GIB + 256 * MIB, 640 * MIB, 192 * MIB - KEPT },
		/* exactly one block */
		{ 4 * GIB, 256 * MIB, 0, 2 * MIB, 0, 128 * MIB, 0,
		  4 * GIB + 128 * MIB, 128 * MIB, 128 * MIB - KEPT },
		/* one page less than that at the end */
		{ 4 * GIB, 256 * MIB - 4096, 0, 2 * MIB, 0, 128 * MIB, -ERANGE,
		  0, 0, 256 * MIB - 4096 - KEPT },
		/* big blocks */
		{ 6 * GIB, 6 * GIB, 0, 2 * MIB, 0, 2 * GIB, 0, 8 * GIB, 4 * GIB, 2 * GIB - KEPT },
		{ 6 * GIB, 2 * GIB, 0, 2 * MIB, 0, 2 * GIB, -ERANGE, 0, 0, 2 * GIB - KEPT },
		/* small */
		{ 4 * GIB, 64 * MIB, 0, 2 * MIB, 0, 128 * MIB, -ERANGE, 0, 0, 64 * MIB - KEPT },
		/* the end of the address space does not wrap round to 0 */
		{ -(64 * MIB), 64 * MIB - 1, 0, 2 * MIB, 0, 128 * MIB, -ERANGE,
		  0, 0, 64 * MIB - 1 - KEPT },
	};
	size_t i;

	(void)state;
	for (i = 0; i < ARRAY_SIZE(rows); i++) {
		struct range ns = { rows[i].ns_start, rows[i].ns_start + rows[i].ns_size - 1 };
		struct dkm_infoblock info = { .reserve = KEPT, .start_pad = rows[i].pad,
					  .dataoff = rows[i].dataoff, .end_trunc = rows[i].trunc };
		struct range ram;
		u64 lost;

		assert_int_equal(dkm_ram_range(&ns, &info, rows[i].block, &ram, &lost), rows[i].rc);
		assert_int_equal(lost, rows[i].lost);
		if (rows[i].rc)
			continue;
		assert_int_equal(ram.start, rows[i].start);
		assert_int_equal(ram.end, rows[i].start + rows[i].size - 1);
	}
}

/* A kernel of larger pages keeps more, and a block that begins in that is not used. */
static void large_pages(void **state)
{
	struct range ns = { 4 * GIB - 8192, 4 * GIB + 256 * MIB - 1 }, ram;
	struct dkm_infoblock info = { .reserve = 8192, .dataoff = 2 * MIB };
	u64 lost;

	(void)state;
	assert_int_equal(dkm_ram_range(&ns, &info, 128 * MIB, &ram, &lost), 0);
	assert_int_equal(ram.start, 4 * GIB);
	info.reserve = 65536;
	assert_int_equal(dkm_ram_range(&ns, &info, 128 * MIB, &ram, &lost), 0);
	assert_int_equal(ram.start, 4 * GIB + 128 * MIB);
}

/* Whole blocks, behind the info block, inside the namespace, and nothing bigger would fit. */
static void check_shape(u64 start, u64 size, u64 dataoff, u64 block)
{
	struct range ns = { start, start + size - 1 }, ram;
	struct dkm_infoblock info = { .reserve = KEPT, .dataoff = dataoff };
	u64 lost;

	if (dkm_ram_range(&ns, &info, block, &ram, &lost)) {
		assert_true(lost == size - KEPT && lost < 2 * block);
		return;
	}
	assert_int_equal(ram.start % block, 0);
	assert_int_equal((ram.end + 1) % block, 0);
	assert_true(ram.start >= start + KEPT && ram.end <= ns.end);
	assert_true(ram.start - (start + KEPT) < block && ns.end - ram.end < block);
	assert_int_equal(lost + (ram.end + 1 - ram.start), size - KEPT);
}

static void properties(void **state)
{
	u64 block, start, size, part;

	(void)state;
	for (block = 128 * MIB; block <= 2 * GIB; block *= 2) {
		for (start = 4 * GIB; start < 4 * GIB + 2 * block; start += block / 4 + 2 * MIB) {
			for (size = 16 * MIB; size < 4 * block; size += block / 2 + 6 * MIB) {
				for (part = 0; part < 4; part++)
					check_shape(start, size, KEPT + part * (size / 4), block);
			}
		}
	}
}

static void bad_blocks(void **state)
{
	static const struct range ram = { 4 * GIB, 5 * GIB - 1 };
	struct range bad;

	(void)state;
	dkm_bad_range(&ram, 0, 1, &bad);
	assert_int_equal(bad.start, 4 * GIB);
	assert_int_equal(bad.end, 4 * GIB + 511);
	dkm_bad_range(&ram, 8, 16, &bad);
	assert_int_equal(bad.start, 4 * GIB + 4096);
	assert_int_equal(bad.end, 4 * GIB + 3 * 4096 - 1);
	/* a run that goes on behind the range ends with it */
	dkm_bad_range(&ram, (GIB >> 9) - 1, 100, &bad);
	assert_int_equal(bad.start, 5 * GIB - 512);
	assert_int_equal(bad.end, 5 * GIB - 1);
	dkm_bad_range(&ram, 1, UINT64_MAX >> 9, &bad);
	assert_int_equal(bad.end, 5 * GIB - 1);
	/* and one of no sectors has nothing in it */
	dkm_bad_range(&ram, 8, 0, &bad);
	assert_int_equal(bad.end, bad.start - 1);
}

static void views(void **state)
{
	const struct range ns = { 4 * GIB, 5 * GIB - 1 };
	const struct dkm_infoblock ram = {
		.reserve = KEPT, .mode = DKM_INFOBLOCK_MODE_RAM, .dataoff = 2 << 20,
		.start_pad = 1 << 20, .end_trunc = 4096,
	};
	struct dkm_infoblock pmem = ram;
	const struct range right = { 4 * GIB + (1 << 20), 5 * GIB - 4097 };
	struct range wrong = right;

	(void)state;
	pmem.mode = DKM_INFOBLOCK_MODE_PMEM;
	assert_true(dkm_same_view(&ns, &ram, &right, 0));
	assert_true(dkm_same_view(&ns, &pmem, &right, (2 << 20) - 8192));
	/* another kind of page array, or another size */
	assert_false(dkm_same_view(&ns, &ram, &right, (2 << 20) - 8192));
	assert_false(dkm_same_view(&ns, &pmem, &right, 0));
	assert_false(dkm_same_view(&ns, &pmem, &right, 2 << 20));
	/* a kernel of larger pages keeps more for the info block */
	pmem.reserve = 65536;
	assert_true(dkm_same_view(&ns, &pmem, &right, (2 << 20) - 65536));
	assert_false(dkm_same_view(&ns, &pmem, &right, (2 << 20) - 8192));
	/* another start, another end */
	wrong.start = ns.start;
	assert_false(dkm_same_view(&ns, &ram, &wrong, 0));
	wrong = right;
	wrong.end = ns.end;
	assert_false(dkm_same_view(&ns, &ram, &wrong, 0));
	/* a function that has filled in nothing */
	wrong = (struct range){ 0, 0 };
	assert_false(dkm_same_view(&ns, &ram, &wrong, 0));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(table),
		cmocka_unit_test(large_pages),
		cmocka_unit_test(properties),
		cmocka_unit_test(bad_blocks),
		cmocka_unit_test(views),
	};

	return cmocka_run_group_tests_name("range", tests, NULL, NULL);
}
