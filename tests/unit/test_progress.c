// SPDX-License-Identifier: GPL-2.0-only
/* The progress line: never as wide as the terminal, whatever is counted. */
#include <string.h>

#include "unit.h"
#include "base/progress-text.h"

#define BLOCK	(128 * MIB)
#define TIB	((size_t)8192)	/* in blocks */

static void test_width(void **state)
{
	static const size_t sizes[] = { 0, 1, 30, TIB, 6 * TIB, 128 * TIB };
	char line[PROGRESS_TEXT_MAX];
	size_t columns, i, tenth;

	(void)state;
	for (columns = 1; columns <= 300; columns++) {
		for (i = 0; i < ARRAY_SIZE(sizes); i++) {
			for (tenth = 0; tenth <= 10; tenth++) {
				const struct progress progress = {
					"offline", sizes[i] * tenth / 10, sizes[i], BLOCK,
					123456789, 1000000, tenth, tenth < 5 ? NULL :
					"pages are being migrated"
				};

				memset(line, 'x', sizeof(line));
				progress_text(line, columns, &progress);
				assert_in_range(strlen(line), 0, columns - 1);
			}
		}
	}
}

static void assert_line(size_t columns, const struct progress *progress, const char *expected)
{
	char line[PROGRESS_TEXT_MAX];

	progress_text(line, columns, progress);
	assert_string_equal(line, expected);
}

static void test_what_goes_first(void **state)
{
	const struct progress progress = { "online", TIB / 2, TIB, BLOCK, 60000 };

	(void)state;
	assert_line(200, &progress, "online [############------------] 4096/8192  512.0/1024.0 GiB"
		    "  8.5 GiB/s  1:00 left");
	assert_line(80, &progress, "online [##########----------] 4096/8192  512.0/1024.0 GiB  "
		    "8.5 GiB/s  1:00 left");
	assert_line(60, &progress, "online [#####------] 4096/8192  512.0/1024.0 GiB  1:00 left");
	assert_line(50, &progress, "online [######------] 512.0/1024.0 GiB  1:00 left");
	assert_line(40, &progress, "online 512.0/1024.0 GiB  1:00 left");
	assert_line(20, &progress, "online 512.0/1024.0");
}

static void test_block_that_takes_long(void **state)
{
	const struct progress progress = {
		"offline", 12, 30, BLOCK, 9000, 113, 3, "pages are being migrated"
	};
	struct progress not_known = progress;

	(void)state;
	assert_line(200, &progress, "offline [#########---------------] 12/30  1.5/3.8 GiB  "
		    "memory113 for 3 s, pages are being migrated");
	assert_line(80, &progress, "offline 12/30  1.5/3.8 GiB  memory113 for 3 s, pages are "
		    "being migrated");
	assert_line(60, &progress, "offline [####-------] 12/30  1.5/3.8 GiB  memory113 for 3 s");
	assert_line(40, &progress, "offline 1.5/3.8 GiB  memory113 for 3 s");
	not_known.why = NULL;
	assert_line(80, &not_known, "offline [#########---------------] 12/30  1.5/3.8 GiB  "
		    "memory113 for 3 s");
}

static void test_words(void **state)
{
	struct progress progress = {
		"offline", 12, 30, BLOCK, 9000, 113, 3, "pages are being migrated"
	};
	char text[128];

	(void)state;
	progress_waiting(text, sizeof(text), &progress);
	assert_string_equal(text, "memory113: offline for 3 s, pages are being migrated");
	progress.why = NULL;
	progress_waiting(text, sizeof(text), &progress);
	assert_string_equal(text, "memory113: offline for 3 s");
	progress_bytes(text, sizeof(text), &progress);
	assert_string_equal(text, "1.5/3.8 GiB");
}

int main(void)
{
	const struct CMUnitTest progress_line[] = {
		cmocka_unit_test(test_width),
		cmocka_unit_test(test_what_goes_first),
		cmocka_unit_test(test_block_that_takes_long),
		cmocka_unit_test(test_words),
	};

	return cmocka_run_group_tests(progress_line, NULL, NULL);
}
