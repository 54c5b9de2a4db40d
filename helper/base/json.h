/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef DAX_KMEM_JSON_H
#define DAX_KMEM_JSON_H

#include <stdbool.h>
#include <stdint.h>

struct json_object;

/*
 * All JSON of this command is built with these functions, on top of json-c, which main() loads when
 * --json is given. Those that return an int return 0 or -ENOMEM. The object or list may be NULL:
 * callers need not check whether it could be created.
 */

/* These return what json_free() frees, unless it becomes a part of something else; or NULL. */
struct json_object *json_new_object(void);
struct json_object *json_new_list(void);
struct json_object *json_new_text(const char *text);
void json_free(struct json_object *value);

/**
 * json_add_text() - add a text, which may be any bytes: printable_utf8() makes it valid
 * @text: NULL or "" mean "none" or "unknown", and become null in JSON
 */
int json_add_text(struct json_object *object, const char *key, const char *text);
int json_add_number(struct json_object *object, const char *key, int64_t number);
int json_add_truth(struct json_object *object, const char *key, bool truth);
int json_add_null(struct json_object *object, const char *key);

/**
 * json_add() - add an object or a list, in place of what has this key already
 * @value: is freed with @object, or here upon an error
 */
int json_add(struct json_object *object, const char *key, struct json_object *value);

/* The same two for a list. */
int json_list_add_text(struct json_object *list, const char *text);
int json_list_add(struct json_object *list, struct json_object *value);

/**
 * json_print_document() - print an object to standard output
 * @document: is freed, and may be NULL
 */
int json_print_document(struct json_object *document);

/**
 * json_print_event() - print one line to standard error
 * @event: is freed, and may be NULL
 *
 * In one write, so that lines of other processes do not end up inside this one.
 */
int json_print_event(struct json_object *event);

#endif
