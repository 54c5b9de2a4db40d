// SPDX-License-Identifier: GPL-2.0-only
/* module/id-text.c: what may be written to new_id. */
#include "unit.h"

#include <errno.h>
#include <string.h>

#include "id-text.h"

#define UUID	"9edf4466-f657-461e-9b6b-4d158e327c0b"

static int parse(const char *text, struct dkm_id *id)
{
	return dkm_id_parse(text, strlen(text), id);
}

static void takes(void **state)
{
	struct dkm_id id;

	(void)state;
	assert_int_equal(parse("dax0.0\n", &id), 0);
	assert_string_equal(id.name, "dax0.0");
	assert_true(uuid_is_null(&id.uuid));
	assert_int_equal(id.node, NUMA_NO_NODE);

	assert_int_equal(parse("dax4294967295.4294967295 node=1023", &id), 0);
	assert_string_equal(id.name, "dax4294967295.4294967295");
	assert_int_equal(id.node, 1023);

	assert_int_equal(parse(UUID " node=0\n", &id), 0);
	assert_string_equal(id.name, "");
	assert_int_equal(id.uuid.b[0], 0x9e);
	assert_int_equal(id.uuid.b[15], 0x0b);
	assert_int_equal(id.node, 0);
	assert_int_equal(id.zone, DKM_ZONE_MOVABLE);
	assert_int_equal(id.memmap, DKM_MEMMAP_DRAM);

	assert_int_equal(parse("dax1.0 memmap=pmem zone=kernel", &id), 0);
	assert_int_equal(id.zone, DKM_ZONE_KERNEL);
	assert_int_equal(id.memmap, DKM_MEMMAP_PMEM);
	assert_int_equal(parse("dax1.0 zone=auto", &id), 0);
	assert_int_equal(id.zone, DKM_ZONE_AUTO);
	assert_int_equal(id.online, DKM_ONLINE_POLICY);
	/* the first of each list is no error */
	assert_int_equal(parse("dax1.0 node=0 memmap=dram online=policy", &id), 0);
	assert_int_equal(parse("dax1.0 zone=movable online=later", &id), 0);
	assert_int_equal(id.online, DKM_ONLINE_LATER);
	assert_int_equal(parse(UUID " online=policy", &id), 0);
	assert_int_equal(id.online, DKM_ONLINE_POLICY);
}

static void refuses(void **state)
{
	static const char *const bad[] = {
		"", "\n", " ", " dax0.0", "dax0.0 ", "dax0.0  node=1", "dax0.0\n\n", "dax0.0\nx",
		"dax", "dax0", "dax0.", "dax.0", "dax0.0.0", "dax-1.0", "dax00.0", "dax0.01",
		"dax12345678901.0", "dax0.0x", "DAX0.0", "pfn0.0", "btt0.0", "namespace0.0",
		"/dev/dax0.0", "../dax0.0", "dax0.0/..",
		"00000000-0000-0000-0000-000000000000", "9edf4466-f657-461e-9b6b-4d158e327c0",
		UUID "0", "{" UUID "}", "9edf4466f657461e9b6b4d158e327c0b",
		UUID " node=", UUID " node=-1", UUID " node=1024", UUID " node=1x", UUID " node",
		UUID " node=99999999999999999999", UUID " colour=blue", UUID "\tnode=1",
		UUID " zone=", UUID " zone", UUID " zone=dma", UUID " zone=Movable",
		UUID " zone=movable=1", UUID " memmap=", UUID " memmap=disk", UUID " =pmem",
		UUID " online=", UUID " online", UUID " online=no", UUID " online=Later",
	};
	struct dkm_id id;
	size_t i;

	(void)state;
	for (i = 0; i < ARRAY_SIZE(bad); i++)
		assert_int_equal(parse(bad[i], &id), -EINVAL);
	assert_int_equal(dkm_id_parse("dax0.0\0node=1", 13, &id), -EINVAL);
}

static void is_bounded(void **state)
{
	char text[4096];
	struct dkm_id id;
	size_t len;

	(void)state;
	memset(text, 'a', sizeof(text));
	for (len = 0; len < sizeof(text); len++)
		assert_int_equal(dkm_id_parse(text, len, &id), len < DKM_ID_LEN ? -EINVAL : -E2BIG);
	/* the longest line there is still fits */
	assert_true(sizeof(UUID " node=1023 zone=movable memmap=dram online=policy") < DKM_ID_LEN);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(takes),
		cmocka_unit_test(refuses),
		cmocka_unit_test(is_bounded),
	};

	return cmocka_run_group_tests_name("id", tests, NULL, NULL);
}
