/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef DAX_KMEM_VALUE_H
#define DAX_KMEM_VALUE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/json.h"

#define VALUE_TEXT_MAX	512	/* a path may be that long */

/**
 * struct value - what is known of an instance or a plan: for people, and in JSON
 * @type: VALUE_NONE, as long as nothing else is set, for "none" or "unknown"
 */
struct value {
	enum { VALUE_NONE, VALUE_TEXT, VALUE_NUMBER, VALUE_BYTES } type;
	int64_t number;
	char text[VALUE_TEXT_MAX];
};

/* @text: NULL or "" for none */
void value_set_text(struct value *value, const char *text);
void value_set_number(struct value *value, int64_t number);
void value_set_bytes(struct value *value, uint64_t bytes);

/**
 * value_format() - a cell of a table
 * @text: VALUE_TEXT_MAX bytes
 * @bytes: sizes as a number of bytes, for scripts
 */
void value_format(char *text, const struct value *value, bool bytes);

/**
 * value_add_json() - add it to an object
 *
 * Return: as json_add().
 */
int value_add_json(struct json_object *object, const char *key, const struct value *value);

/**
 * human_bytes() - "31.9G", at most five characters
 */
void human_bytes(char *text, size_t size, uint64_t bytes);

#endif
