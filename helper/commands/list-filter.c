// SPDX-License-Identifier: GPL-2.0-only
/* Which instances list shows. */
#include <ctype.h>
#include <stdio.h>
#include <string.h>

#include "base/log.h"
#include "commands/list-filter.h"
#include "devices/machine.h"
#include "devices/place.h"

#define STATES	(STATE_OTHER + 1)

static const char *skip_digits(const char *text)
{
	while (isdigit((unsigned char)*text))
		text++;
	return text;
}

bool list_filter_is_nodes(const char *text)
{
	const char *end;

	for (;; text = end + 1) {
		end = skip_digits(text);
		if (end == text)
			return false;
		if (*end == '-') {
			text = end + 1;
			end = skip_digits(text);
			if (end == text)
				return false;
		}
		if (*end != ',')
			return !*end;
	}
}

/* Return: STATES for a word that names none. */
static enum state find_state(const char *word, size_t length)
{
	enum state state;

	for (state = 0; state < STATES; state++) {
		if (state_names[state] && strlen(state_names[state]) == length &&
		    !strncmp(state_names[state], word, length))
			return state;
	}
	return STATES;
}

static void say_no_such_state(const char *word, size_t length)
{
	char known[128] = "";
	enum state state;

	for (state = 0; state < STATES; state++) {
		if (!state_names[state])
			continue;
		strcat(known, known[0] ? ", " : "");
		strcat(known, state_names[state]);
	}
	log_error("--state %.*s: there is no such state; choose from %s", (int)length, word, known);
}

bool list_filter_is_states(const char *text)
{
	size_t length;

	for (;; text += length + 1) {
		length = strcspn(text, ",");
		if (find_state(text, length) == STATES) {
			say_no_such_state(text, length);
			return false;
		}
		if (!text[length])
			return true;
	}
}

void list_filter_print_states(void)
{
	enum state state;

	for (state = 0; state < STATES; state++) {
		if (state_names[state])
			printf("%s\n", state_names[state]);
	}
}

struct json_object *list_filter_states_json(void)
{
	struct json_object *names = json_new_list();
	enum state state;

	for (state = 0; state < STATES; state++) {
		if (state_names[state] && json_list_add_text(names, state_names[state])) {
			json_free(names);
			return NULL;
		}
	}
	return names;
}

/* Is @name, or what follows @prefix in it, one of the words of a list? */
static bool has_word(const char *list, const char *name, const char *prefix)
{
	const char *number = name + strlen(prefix);
	size_t length;

	for (;; list += length + 1) {
		length = strcspn(list, ",");
		if (name[0] && strlen(name) == length && !strncmp(list, name, length))
			return true;
		if (name[0] && strlen(number) == length && !strncmp(list, number, length))
			return true;
		if (!list[length])
			return false;
	}
}

static bool fits_place(const struct instance *instance, const struct list_filter *filter)
{
	struct place place;

	place_read(&place, instance);
	if (filter->regions && !has_word(filter->regions, place.region, "region"))
		return false;
	if (filter->nodes && !machine_list_has(filter->nodes, instance_node(instance)))
		return false;
	return !filter->buses || has_word(filter->buses, place.bus, "ndbus") ||
	       has_word(filter->buses, place.provider, "");
}

static bool fits_state(const struct instance *instance, const struct list_filter *filter)
{
	const char *name = state_names[instance->state];

	return !filter->states || (name && has_word(filter->states, name, ""));
}

static void keep_those_that_fit(struct instances *all, const struct list_filter *filter,
				bool (*fits)(const struct instance *instance,
					     const struct list_filter *filter))
{
	size_t i, count = 0;

	for (i = 0; i < all->count; i++) {
		if (fits(&all->list[i], filter))
			all->list[count++] = all->list[i];
	}
	all->count = count;
}

void list_filter_places(struct instances *all, const struct list_filter *filter)
{
	if (filter->regions || filter->buses || filter->nodes)
		keep_those_that_fit(all, filter, fits_place);
}

void list_filter_states(struct instances *all, const struct list_filter *filter)
{
	keep_those_that_fit(all, filter, fits_state);
}
