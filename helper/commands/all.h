/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef DAX_KMEM_ALL_H
#define DAX_KMEM_ALL_H

#include "commands/command.h"

/* The target that stands for all there are, where that destroys nothing. */
#define TARGET_ALL	"all"

/**
 * all_asked() - is "all" the target?
 */
bool all_asked(const struct request *request);

/**
 * all_confirm() - ask a person whether all are meant
 * @question: what would be done, and to which, without the question mark; NULL when there is
 *	nothing to do, and so nothing to ask
 *
 * Return: true for --yes, and when a person at the terminal says yes; otherwise false with the
 * reason logged. Where there is no terminal, nobody is asked.
 */
bool all_confirm(const struct request *request, const char *question);

#endif
