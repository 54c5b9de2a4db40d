// SPDX-License-Identifier: GPL-2.0-only
/* helper/devices/target.c: which instance a word means. */
#include "unit.h"

#include <string.h>

#include "devices/target.h"

#define UUID_A		"9edf4466-f657-461e-9b6b-4d158e327c0b"
#define UUID_B		"1b0f7d0e-5d5c-4e0e-8d0a-1c2b3a495867"
#define UUID_C		"5f4d2c7a-0a1b-4c3d-9e8f-0123456789ab"
#define UUID_D		"c0ffee00-1234-4abc-8def-00aa11bb22cc"
#define UUID_TWICE	"aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee"
#define LABEL_A		"11111111-1111-1111-1111-111111111111"
#define LABEL_NONE	"00000000-0000-0000-0000-000000000000"
#define LABEL_TWICE	"22222222-2222-2222-2222-222222222222"

static struct instance list[6];
static const struct instances all = { list, 6 };

static void set(struct instance *instance, const char *device, const char *namespace,
		const char *chardev, const char *uuid, const char *label)
{
	strcpy(instance->device, device);
	strcpy(instance->namespace, namespace);
	strcpy(instance->chardev, chardev);
	uuid_parse(uuid, instance->id.uuid);
	uuid_parse(label, instance->label_uuid);
}

static int setup(void **state)
{
	(void)state;
	set(&list[0], "dax0.0", "namespace0.1", "dax0.1", UUID_A, LABEL_A);
	set(&list[1], "dax0.1", "namespace0.0", "dax0.0", UUID_B, LABEL_TWICE);
	set(&list[2], "dax1.0", "namespace1.0", "", UUID_C, LABEL_TWICE);
	set(&list[3], "dax2.0", "namespace2.0", "dax2.0", UUID_D, LABEL_A);
	set(&list[4], "dax3.0", "namespace3.0", "dax3.0", UUID_TWICE, LABEL_NONE);
	set(&list[5], "dax4.0", "namespace4.0", "dax4.0", UUID_TWICE, LABEL_NONE);
	return 0;
}

static void finds(void **state)
{
	static const struct { const char *text; int index; } rows[] = {
		{ UUID_A, 0 }, { UUID_B, 1 },
		{ "9EDF4466-F657-461E-9B6B-4D158E327C0B", 0 },
		{ "namespace0.1", 0 }, { "namespace0.0", 1 },
		{ "/dev/dax0.0", 1 }, { "/dev/dax0.1", 0 }, { "/dev/dax2.0", 3 },
		{ "dax1.0", 2 },	/* on the nd bus only */
		{ "dax2.0", 3 },	/* on both, and the same */
	};
	const struct instance *found;
	size_t i;

	(void)state;
	for (i = 0; i < ARRAY_SIZE(rows); i++) {
		assert_int_equal(target_find(&all, rows[i].text, &found), DK_DONE);
		assert_ptr_equal(found, &list[rows[i].index]);
	}
}

static void refuses(void **state)
{
	static const struct { const char *text; enum exit_code code; } rows[] = {
		/* two devices each */
		{ "dax0.0", DK_IDENTITY }, { "dax0.1", DK_IDENTITY },
		{ "dax3.0", DK_IDENTITY }, { "namespace4.0", DK_IDENTITY },	/* a copy */
		{ "/dev/dax4.0", DK_IDENTITY },
		{ "dax5.0", DK_IDENTITY }, { "/dev/dax1.0", DK_IDENTITY },
		{ "namespace9.0", DK_IDENTITY },
		{ UUID_TWICE, DK_IDENTITY },
		{ LABEL_TWICE, DK_IDENTITY }, { LABEL_A, DK_IDENTITY },
		{ "33333333-3333-3333-3333-333333333333", DK_IDENTITY },
		{ "", DK_USAGE }, { "dax", DK_USAGE }, { "dax0", DK_USAGE },
		{ "dax0.0.0", DK_USAGE },
		{ "dax00.0", DK_USAGE }, { "dax-1.0", DK_USAGE }, { "../dax0.0", DK_USAGE },
		{ "/dev/../dev/dax0.0", DK_USAGE },
		{ "region0", DK_USAGE }, { "all", DK_USAGE },
		{ "00000000-0000-0000-0000-000000000000", DK_USAGE },
		{ "9edf4466-f657-461e-9b6b-4d158e327c0", DK_USAGE },
	};
	const struct instance *found;
	size_t i;

	(void)state;
	for (i = 0; i < ARRAY_SIZE(rows); i++)
		assert_int_equal(target_find(&all, rows[i].text, &found), rows[i].code);
}

static void a_label_counts_when_it_is_unique(void **state)
{
	const struct instance *found;

	(void)state;
	uuid_clear(list[3].label_uuid);
	assert_int_equal(target_find(&all, LABEL_A, &found), DK_DONE);
	assert_ptr_equal(found, &list[0]);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup(finds, setup),
		cmocka_unit_test_setup(refuses, setup),
		cmocka_unit_test_setup(a_label_counts_when_it_is_unique, setup),
	};

	return cmocka_run_group_tests_name("target", tests, NULL, NULL);
}
