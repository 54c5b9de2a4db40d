// SPDX-License-Identifier: GPL-2.0-only
/* helper/settings/wish.c: what can be asked for, and how the module is told. */
#include "unit.h"

#include <string.h>

#include "settings/wish.h"

#define UUID	"9edf4466-f657-461e-9b6b-4d158e327c0b"

static void says(const struct wish *wish, enum setting_index setting, const char *expected)
{
	char text[SETTING_TEXT_MAX];

	settings[setting].print(text, wish);
	assert_string_equal(text, expected);
}

/* Each choice that help and completion name is one, and is printed as it was given. */
static void test_choices(void **state)
{
	char choices[64], *rest, *choice;
	struct wish wish;
	size_t i;

	(void)state;
	for (i = 0; i < SETTINGS; i++) {
		wish_init(&wish);
		says(&wish, i, settings[i].usual);
		assert_false(wish_asks(&wish, i));
		strcpy(choices, settings[i].choices ? settings[i].choices : "yes|no");
		for (rest = choices; (choice = strsep(&rest, "|"));) {
			if (!strcmp(choice, "N"))
				choice = "1023";
			assert_non_null(strstr(settings[i].expected, choice));
			assert_true(wish_set(&wish, i, choice));
			assert_true(wish_asks(&wish, i));
			says(&wish, i, choice);
		}
		assert_null(rest);
	}
}

static void test_no_choices(void **state)
{
	static const char *const texts[SETTINGS][6] = {
		[SETTING_ZONE] = { "", "Movable", "mixed", "movable ", "movable|kernel", "none" },
		[SETTING_MEMMAP] = { "", "ram", "PMEM", "dram,", "1", "none" },
		[SETTING_NODE] = { "", "-1", "+1", "1024", "1x", "99999999999999999999" },
		[SETTING_EARLY] = { "", "1", "true", "YES", "yes ", "on" },
	};
	struct wish wish;
	size_t i, n;

	(void)state;
	for (i = 0; i < SETTINGS; i++) {
		wish_init(&wish);
		for (n = 0; n < ARRAY_SIZE(texts[i]); n++) {
			assert_false(wish_set(&wish, i, texts[i][n]));
			assert_false(wish_asks(&wish, i));
			says(&wish, i, settings[i].usual);
		}
	}
}

static void test_fill(void **state)
{
	struct wish asked, listed;

	(void)state;
	wish_init(&asked);
	wish_init(&listed);
	wish_set(&listed, SETTING_ZONE, "kernel");
	wish_set(&listed, SETTING_NODE, "2");
	wish_set(&listed, SETTING_EARLY, "yes");
	wish_set(&asked, SETTING_MEMMAP, "pmem");
	wish_set(&asked, SETTING_NODE, "auto");
	wish_fill(&asked, &listed);
	says(&asked, SETTING_ZONE, "kernel");
	says(&asked, SETTING_MEMMAP, "pmem");
	says(&asked, SETTING_NODE, "auto");
	says(&asked, SETTING_EARLY, "yes");
	assert_true(wish_says(&asked, SETTING_ZONE));
	assert_false(wish_says(&asked, SETTING_NODE));
}

static void test_id(void **state)
{
	static const struct {
		const char *zone, *memmap, *node, *full, *brief;
	} rows[] = {
		{ "movable", "dram", "auto", UUID " zone=movable memmap=dram", UUID },
		{ "auto", "auto", "0", UUID " zone=auto node=0", UUID " zone=auto node=0" },
		{ "kernel", "pmem", "1023", UUID " zone=kernel memmap=pmem node=1023",
		  UUID " zone=kernel memmap=pmem node=1023" },
	};
	char id[WISH_ID_MAX];
	struct wish wish;
	size_t i;

	(void)state;
	for (i = 0; i < ARRAY_SIZE(rows); i++) {
		wish_init(&wish);
		wish_set(&wish, SETTING_ZONE, rows[i].zone);
		wish_set(&wish, SETTING_MEMMAP, rows[i].memmap);
		wish_set(&wish, SETTING_NODE, rows[i].node);
		wish_set(&wish, SETTING_EARLY, "yes");
		wish_id(id, UUID, &wish, false);
		assert_string_equal(id, rows[i].full);
		wish_id(id, UUID, &wish, true);
		assert_string_equal(id, rows[i].brief);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_choices),
		cmocka_unit_test(test_no_choices),
		cmocka_unit_test(test_fill),
		cmocka_unit_test(test_id),
	};

	return cmocka_run_group_tests_name("wish", tests, NULL, NULL);
}
