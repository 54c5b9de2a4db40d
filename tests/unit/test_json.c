// SPDX-License-Identifier: GPL-2.0-only
/* helper/base/json.c: what is put into an object, and what is not. */
#include "unit.h"

#include <errno.h>

#include "base/json.h"
#include "base/libjson-c.h"

static void prints(struct json_object *object, const char *expected)
{
	assert_string_equal(json_object_to_json_string_ext(object, JSON_C_TO_STRING_PLAIN |
							   JSON_C_TO_STRING_NOSLASHESCAPE),
			    expected);
}

static void test_values(void **state)
{
	struct json_object *object = json_object_new_object();
	struct json_object *list = json_object_new_array();

	(void)state;
	assert_int_equal(json_list_add_text(list, "a/b"), 0);
	assert_int_equal(json_list_add_text(list, "\"\\\n\033"), 0);
	assert_int_equal(json_list_add_text(list, "\xc3\xa4\xff"), 0);
	assert_int_equal(json_add_text(object, "text", "x"), 0);
	assert_int_equal(json_add_text(object, "empty", ""), 0);
	assert_int_equal(json_add_text(object, "none", NULL), 0);
	assert_int_equal(json_add_number(object, "number", -1), 0);
	assert_int_equal(json_add_number(object, "large", INT64_MAX), 0);
	assert_int_equal(json_add(object, "list", list), 0);
	prints(object, "{\"text\":\"x\",\"empty\":null,\"none\":null,\"number\":-1,"
	       "\"large\":9223372036854775807,"
	       "\"list\":[\"a/b\",\"\\\"\\\\\\n\\u001b\",\"\xc3\xa4\\\\xff\"]}");
	json_object_put(object);
}

/* As where memory was short before: whoever is given something frees it. */
static void test_nothing_to_add_to(void **state)
{
	struct json_object *object = json_object_new_object();

	(void)state;
	assert_int_equal(json_add_text(NULL, "key", "text"), -ENOMEM);
	assert_int_equal(json_add_null(NULL, "key"), -ENOMEM);
	assert_int_equal(json_add_number(NULL, "key", 1), -ENOMEM);
	assert_int_equal(json_add(NULL, "key", json_object_new_array()), -ENOMEM);
	assert_int_equal(json_list_add(NULL, json_object_new_object()), -ENOMEM);
	assert_int_equal(json_add(object, "key", NULL), -ENOMEM);
	assert_int_equal(json_print_document(NULL), -ENOMEM);
	assert_int_equal(json_print_event(NULL), -ENOMEM);
	prints(object, "{}");
	json_object_put(object);
}

static int load(void **state)
{
	char why[256];

	(void)state;
	return library_load(&libjson_c, why, sizeof(why));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_values),
		cmocka_unit_test(test_nothing_to_add_to),
	};

	return cmocka_run_group_tests_name("json", tests, load, NULL);
}
