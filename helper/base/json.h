/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef DAX_KMEM_JSON_H
#define DAX_KMEM_JSON_H

#include <json-c/json.h>
#include <stdint.h>
#include <stdio.h>

/*
 * All JSON of this command is built by json-c, with these. Each takes an object or a list that may
 * be NULL, as it is where memory was short before, and returns 0 or -ENOMEM.
 */

/**
 * json_add_text() - any bytes: see printable_utf8()
 * @text: NULL or "" for "none" or "unknown", which is null in JSON
 */
int json_add_text(struct json_object *object, const char *key, const char *text);
int json_add_number(struct json_object *object, const char *key, int64_t number);
int json_add_null(struct json_object *object, const char *key);

/**
 * json_add() - add an object or a list, which is freed with @object, or at once if that fails
 */
int json_add(struct json_object *object, const char *key, struct json_object *value);

/* The same two for a list. */
int json_list_add_text(struct json_object *list, const char *text);
int json_list_add(struct json_object *list, struct json_object *value);

/**
 * json_print_document() - an object with one list in it, as all documents of this command are,
 * to standard output
 * @list: is freed, and may be NULL
 */
int json_print_document(const char *key, struct json_object *list);

/**
 * json_print_event() - one line to standard error, in one write: others print there, too, and a
 * reader may take what a write brings for all
 * @event: is freed, and may be NULL
 */
int json_print_event(struct json_object *event);

#endif
