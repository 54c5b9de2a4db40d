// SPDX-License-Identifier: GPL-2.0-only
/* The words that completion offers. */
#include <ctype.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "commands/offers.h"

/* Names of buses are the kernel's, and may be anything. */
static bool needs_no_quotes(const char *word)
{
	size_t i;

	for (i = 0; word[i]; i++) {
		if (!isalnum((unsigned char)word[i]) && !strchr("-_./+@", word[i]))
			return false;
	}
	return i;
}

static bool is_offered(const struct offers *offers, const char *word)
{
	size_t i;

	for (i = 0; i < offers->count; i++) {
		if (!strcmp(offers->list[i].word, word))
			return true;
	}
	return false;
}

void offers_add(struct offers *offers, const char *word, const char *help)
{
	struct offer *list, *new;

	if (!needs_no_quotes(word) || is_offered(offers, word))
		return;
	list = realloc(offers->list, (offers->count + 1) * sizeof(*list));
	if (!list)
		return;
	offers->list = list;
	new = &list[offers->count];
	new->word = strdup(word);
	new->help = strdup(help);
	if (new->word && new->help) {
		offers->count++;
		return;
	}
	free(new->word);
	free(new->help);
}

void offers_print(const struct offers *offers)
{
	size_t i;

	for (i = 0; i < offers->count; i++)
		printf("%.*s%s\t%s\n", (int)offers->before_length, offers->before,
		       offers->list[i].word, offers->list[i].help);
}

void offers_free(struct offers *offers)
{
	while (offers->count) {
		offers->count--;
		free(offers->list[offers->count].word);
		free(offers->list[offers->count].help);
	}
	free(offers->list);
	offers->list = NULL;
}
