// SPDX-License-Identifier: GPL-2.0-only
/* helper/base/printable.c: any bytes, for a terminal and for JSON. */
#include "unit.h"

#include <locale.h>
#include <stdlib.h>
#include <string.h>

#include "base/printable.h"

struct row {
	const char *text, *utf8, *in_c, *in_utf8;
};

static const struct row rows[] = {
	{ "", "", "", "" },
	{ "plain, with blanks", "plain, with blanks", "plain, with blanks", "plain, with blanks" },
	{ "\xc3\xa4", "\xc3\xa4", "\\xc3\\xa4", "\xc3\xa4" },
	{ "\xf0\x9f\x90\x98", "\xf0\x9f\x90\x98", "\\xf0\\x9f\\x90\\x98", "\xf0\x9f\x90\x98" },
	{ "a\033[31mb\n", "a\033[31mb\n", "a\\x1b[31mb\\x0a", "a\\x1b[31mb\\x0a" },
	{ "\xc2\x9b", "\xc2\x9b", "\\xc2\\x9b", "\\xc2\\x9b" },		/* another escape */
	{ "\\x41 \\n", "\\x5cx41 \\n", "\\x5cx41 \\n", "\\x5cx41 \\n" },
	/* invalid: alone, cut off, too long, a surrogate, beyond the last */
	{ "\xff", "\\xff", "\\xff", "\\xff" },
	{ "\xa4,", "\\xa4,", "\\xa4,", "\\xa4," },
	{ "\xc3", "\\xc3", "\\xc3", "\\xc3" },
	{ "\xe2\x82", "\\xe2\\x82", "\\xe2\\x82", "\\xe2\\x82" },
	{ "\xc0\xaf", "\\xc0\\xaf", "\\xc0\\xaf", "\\xc0\\xaf" },
	{ "\xe0\x80\xaf", "\\xe0\\x80\\xaf", "\\xe0\\x80\\xaf", "\\xe0\\x80\\xaf" },
	{ "\xed\xa0\x80", "\\xed\\xa0\\x80", "\\xed\\xa0\\x80", "\\xed\\xa0\\x80" },
	{ "\xf4\x90\x80\x80", "\\xf4\\x90\\x80\\x80", "\\xf4\\x90\\x80\\x80",
	  "\\xf4\\x90\\x80\\x80" },
};

static void equal(char *text, const char *expected)
{
	assert_non_null(text);
	assert_string_equal(text, expected);
	free(text);
}

static void test_json(void **state)
{
	size_t i;

	(void)state;
	for (i = 0; i < ARRAY_SIZE(rows); i++)
		equal(printable_utf8(rows[i].text), rows[i].utf8);
}

static void test_locales(void **state)
{
	size_t i;

	(void)state;
	/* only the first call changes the locale */
	printable_use_locale();
	setlocale(LC_CTYPE, "C");
	for (i = 0; i < ARRAY_SIZE(rows); i++)
		equal(printable_text(rows[i].text), rows[i].in_c);
	assert_non_null(setlocale(LC_CTYPE, "C.UTF-8"));
	for (i = 0; i < ARRAY_SIZE(rows); i++)
		equal(printable_text(rows[i].text), rows[i].in_utf8);
}

int main(void)
{
	const struct CMUnitTest printable[] = {
		cmocka_unit_test(test_json),
		cmocka_unit_test(test_locales),
	};

	return cmocka_run_group_tests(printable, NULL, NULL);
}
