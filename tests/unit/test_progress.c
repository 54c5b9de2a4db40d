// SPDX-License-Identifier: GPL-2.0-only
/* The progress line: never as wide as the terminal, whatever is counted. */
#include <string.h>

#include "unit.h"
#include "base/progress.h"

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
					"offline", sizes[i] * tenth / 10, sizes[i], BLOCK, 123456789
				};

				memset(line, 'x', sizeof(line));
				progress_text(line, columns, &progress);
				assert_in_range(strlen(line), 0, columns - 1);
			}
		}
	}
}

static void test_what_goes_first(void **state)
{
	const struct progress progress = { "online", TIB / 2, TIB, BLOCK, 60000 };
	char line[PROGRESS_TEXT_MAX];

	(void)state;
	progress_text(line, 200, &progress);
	assert_string_equal(line, "online [############------------] 4096/8192  512.0/1024.0 GiB  "
			    "8.5 GiB/s  1:00 left");
	progress_text(line, 80, &progress);
	assert_string_equal(line, "online [##########----------] 4096/8192  512.0/1024.0 GiB  "
			    "8.5 GiB/s  1:00 left");
	progress_text(line, 60, &progress);
	assert_string_equal(line, "online [#####------] 4096/8192  512.0/1024.0 GiB  1:00 left");
	progress_text(line, 40, &progress);
	assert_string_equal(line, "online [####-----] 4096/8192  1:00 left");
	progress_text(line, 30, &progress);
	assert_string_equal(line, "online 4096/8192  1:00 left");
}

int main(void)
{
	const struct CMUnitTest progress_line[] = {
		cmocka_unit_test(test_width),
		cmocka_unit_test(test_what_goes_first),
	};

	return cmocka_run_group_tests(progress_line, NULL, NULL);
}
