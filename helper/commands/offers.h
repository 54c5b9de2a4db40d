/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef DAX_KMEM_OFFERS_H
#define DAX_KMEM_OFFERS_H

#include <stddef.h>

/**
 * struct offers - words that may stand at one place of a command line
 * @before: what stands before each of them, in the same word: "--output=uuid," for example
 * @before_length: how much of @before that is
 * @list: the words, each with what it means, for shells that show that
 */
struct offers {
	const char *before;
	size_t before_length;
	struct offer {
		char *word;
		char *help;
	} *list;
	size_t count;
};

/**
 * offers_add() - one more word
 *
 * Leaves out a word that is there already, one that a shell would have to quote, and any when
 * memory is short.
 */
void offers_add(struct offers *offers, const char *word, const char *help);

/**
 * offers_print() - one a line, followed by a tab and what it means
 */
void offers_print(const struct offers *offers);
void offers_free(struct offers *offers);

#endif
