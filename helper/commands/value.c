// SPDX-License-Identifier: GPL-2.0-only
#include <inttypes.h>
#include <stdio.h>

#include "commands/value.h"

void value_set_text(struct value *value, const char *text)
{
	if (!text || !text[0])
		return;
	value->type = VALUE_TEXT;
	snprintf(value->text, sizeof(value->text), "%s", text);
}

void value_set_number(struct value *value, int64_t number)
{
	value->type = VALUE_NUMBER;
	value->number = number;
}

void value_set_bytes(struct value *value, uint64_t bytes)
{
	value->type = VALUE_BYTES;
	value->number = bytes;
}

void value_format(char *text, const struct value *value, bool bytes)
{
	if (value->type == VALUE_TEXT)
		snprintf(text, VALUE_TEXT_MAX, "%s", value->text);
	else if (value->type == VALUE_BYTES && !bytes)
		human_bytes(text, VALUE_TEXT_MAX, value->number);
	else if (value->type != VALUE_NONE)
		snprintf(text, VALUE_TEXT_MAX, "%" PRId64, value->number);
	else
		snprintf(text, VALUE_TEXT_MAX, "-");
}

int value_add_json(struct json_object *object, const char *key, const struct value *value)
{
	if (value->type == VALUE_NONE)
		return json_add_null(object, key);
	if (value->type == VALUE_TEXT)
		return json_add_text(object, key, value->text);
	return json_add_number(object, key, value->number);
}

void human_bytes(char *text, size_t size, uint64_t bytes)
{
	static const char units[] = "BKMGTPE";
	double value = bytes;
	size_t unit = 0;

	for (; value >= 1000; unit++)
		value /= 1024;
	snprintf(text, size, value < 10 && value != (int)value ? "%.1f%c" : "%.0f%c", value,
		 units[unit]);
}
