/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef DAX_KMEM_COMPLETE_WORDS_H
#define DAX_KMEM_COMPLETE_WORDS_H

#include "commands/command.h"
#include "commands/offers.h"

/*
 * What there is to be named on a command line. @start is what the user has typed of the word. None
 * of these waits for a device that the kernel keeps locked.
 */

void words_columns(struct offers *offers, const char *start);
void words_states(struct offers *offers, const char *start);

/* Where the instances of this machine are. */
void words_regions(struct offers *offers, const char *start);
void words_buses(struct offers *offers, const char *start);
void words_nodes(struct offers *offers, const char *start);

/* The NUMA nodes that can exist. */
void words_possible_nodes(struct offers *offers, const char *start);

/* The names on the nd bus. */
void words_devices(struct offers *offers, const char *start);

/**
 * words_targets() - the instances that are something to do for a command
 *
 * Those are what attach could make RAM, what detach could give back, what is listed for disable,
 * and all of them for other commands. What is among the targets in @request is left out.
 */
void words_targets(struct offers *offers, const struct command *command,
		   const struct request *request, const char *start);

#endif
