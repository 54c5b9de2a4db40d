/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef DAX_KMEM_LIST_FILTER_H
#define DAX_KMEM_LIST_FILTER_H

#include <stdbool.h>

#include "base/json.h"
#include "devices/instance.h"

/**
 * struct list_filter - which instances to list: those that fit each of these; NULL lets all through
 * @regions: names or numbers, comma-separated: "region0" or "0"
 * @buses: the same; or what the kernel's driver calls a bus, "ACPI.NFIT" for example
 * @nodes: numbers and ranges: "1,4-5"
 * @states: names of states
 */
struct list_filter {
	const char *regions;
	const char *buses;
	const char *nodes;
	const char *states;
};

/* Is it a list of numbers and ranges? */
bool list_filter_is_nodes(const char *text);

/**
 * list_filter_is_states() - is it a list of states that there are?
 *
 * Return: false, with an error logged that names the states.
 */
bool list_filter_is_states(const char *text);

/**
 * list_filter_print_states() - print the names of all states, one a line
 */
void list_filter_print_states(void);

/**
 * list_filter_states_json() - the same as a list; NULL when memory is short
 */
struct json_object *list_filter_states_json(void);

/**
 * list_filter_places() - keep the instances whose region, bus and node fit
 *
 * To be called before they are examined, so that nobody waits for one that is not listed.
 */
void list_filter_places(struct instances *all, const struct list_filter *filter);

/**
 * list_filter_states() - keep the instances whose state fits, once they are examined
 */
void list_filter_states(struct instances *all, const struct list_filter *filter);

#endif
