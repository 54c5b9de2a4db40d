// SPDX-License-Identifier: GPL-2.0-only
#include "base/libjson-c.h"

struct libjson_c_functions json;

static const struct library_function libjson_c_names[] = {
	LIBRARY_FUNCTION(json, object_array_add),
	LIBRARY_FUNCTION(json, object_new_array),
	LIBRARY_FUNCTION(json, object_new_boolean),
	LIBRARY_FUNCTION(json, object_new_int64),
	LIBRARY_FUNCTION(json, object_new_object),
	LIBRARY_FUNCTION(json, object_new_string),
	LIBRARY_FUNCTION(json, object_object_add),
	LIBRARY_FUNCTION(json, object_put),
	LIBRARY_FUNCTION(json, object_to_json_string_ext),
	{ NULL },
};

struct library libjson_c = LIBRARY(LIBJSON_C, libjson_c_names);
