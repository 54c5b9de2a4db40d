// SPDX-License-Identifier: GPL-2.0-only
/* helper/base/library.c: a library that is there, one that is not, one that lacks a function. */
#include "unit.h"

#include <string.h>

#include "base/library.h"

/* The C library stands in: it is there, and no test depends on what is installed. */
#define LIBC	"libc.so.6"

static size_t (*length_of)(const char *text);
static void *unused;

static void test_there(void **state)
{
	const struct library_function functions[] = { { "strlen", &length_of }, { NULL } };
	struct library library = { LIBC, functions };
	char why[256] = "";

	(void)state;
	assert_int_equal(library_load(&library, why, sizeof(why)), DK_DONE);
	assert_int_equal(length_of("four"), 4);
	/* once is enough */
	length_of = NULL;
	assert_int_equal(library_load(&library, why, sizeof(why)), DK_DONE);
	assert_null(length_of);
	assert_string_equal(why, "");
}

static void test_missing(void **state)
{
	const struct library_function functions[] = { { NULL } };
	struct library library = { "libnone.so.7", functions };
	char why[256];

	(void)state;
	assert_int_equal(library_load(&library, why, sizeof(why)), DK_FAILED);
	assert_memory_equal(why, "libnone.so.7: ", 14);
	assert_non_null(strstr(why, "No such file"));
	assert_non_null(strstr(why, "'apt install --reinstall libnone7'"));
	assert_false(library.is_loaded);
}

static void test_lacks_function(void **state)
{
	const struct library_function functions[] = {
		{ "strlen", &length_of }, { "no_such_function", &unused }, { NULL },
	};
	struct library library = { LIBC, functions };
	char why[256];

	(void)state;
	assert_int_equal(library_load(&library, why, sizeof(why)), DK_FAILED);
	assert_non_null(strstr(why, "no_such_function"));
	assert_non_null(strstr(why, "'apt install --reinstall libc6'"));
	assert_false(library.is_loaded);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_there),
		cmocka_unit_test(test_missing),
		cmocka_unit_test(test_lacks_function),
	};

	return cmocka_run_group_tests_name("library", tests, NULL, NULL);
}
