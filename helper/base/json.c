// SPDX-License-Identifier: GPL-2.0-only
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/json.h"
#include "base/libjson-c.h"
#include "base/printable.h"

struct json_object *json_new_object(void)
{
	return json.object_new_object();
}

struct json_object *json_new_list(void)
{
	return json.object_new_array();
}

void json_free(struct json_object *value)
{
	json.object_put(value);
}

struct json_object *json_new_text(const char *text)
{
	char *utf8 = printable_utf8(text);
	struct json_object *value = utf8 ? json.object_new_string(utf8) : NULL;

	free(utf8);
	return value;
}

int json_add(struct json_object *object, const char *key, struct json_object *value)
{
	if (object && value && !json.object_object_add(object, key, value))
		return 0;
	json_free(value);
	return -ENOMEM;
}

int json_add_text(struct json_object *object, const char *key, const char *text)
{
	if (!text || !text[0])
		return json_add_null(object, key);
	return json_add(object, key, json_new_text(text));
}

int json_add_number(struct json_object *object, const char *key, int64_t number)
{
	return json_add(object, key, json.object_new_int64(number));
}

int json_add_truth(struct json_object *object, const char *key, bool truth)
{
	return json_add(object, key, json.object_new_boolean(truth));
}

int json_add_null(struct json_object *object, const char *key)
{
	return object && !json.object_object_add(object, key, NULL) ? 0 : -ENOMEM;
}

int json_list_add(struct json_object *list, struct json_object *value)
{
	if (list && value && !json.object_array_add(list, value))
		return 0;
	json_free(value);
	return -ENOMEM;
}

int json_list_add_text(struct json_object *list, const char *text)
{
	return json_list_add(list, json_new_text(text));
}

/* Standard error has no buffer, so this is one write to it. */
static int print_json(FILE *stream, struct json_object *object, int flags)
{
	const char *text = json.object_to_json_string_ext(object, flags |
							  JSON_C_TO_STRING_NOSLASHESCAPE);
	char *line = NULL;
	int length = text ? asprintf(&line, "%s\n", text) : -1;

	if (length < 0)
		return -ENOMEM;
	fwrite(line, 1, length, stream);
	free(line);
	return 0;
}

int json_print_document(struct json_object *document)
{
	int rc = document ? print_json(stdout, document, JSON_C_TO_STRING_PRETTY |
						JSON_C_TO_STRING_SPACED) : -ENOMEM;

	json_free(document);
	return rc;
}

int json_print_event(struct json_object *event)
{
	int rc = event ? print_json(stderr, event, JSON_C_TO_STRING_PLAIN) : -ENOMEM;

	json_free(event);
	return rc;
}
