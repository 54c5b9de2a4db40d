/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef DAX_KMEM_LIBJSON_C_H
#define DAX_KMEM_LIBJSON_C_H

#include <json-c/json.h>

#include "base/library.h"

/* What is used of json-c; need_library() comes first. */
struct libjson_c_functions {
	typeof(json_object_array_add) *object_array_add;
	typeof(json_object_new_array) *object_new_array;
	typeof(json_object_new_boolean) *object_new_boolean;
	typeof(json_object_new_int64) *object_new_int64;
	typeof(json_object_new_object) *object_new_object;
	typeof(json_object_new_string) *object_new_string;
	typeof(json_object_object_add) *object_object_add;
	typeof(json_object_put) *object_put;
	typeof(json_object_to_json_string_ext) *object_to_json_string_ext;
};

extern struct libjson_c_functions json;
extern struct library libjson_c;

#endif
