/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef DAX_KMEM_SURROUNDINGS_H
#define DAX_KMEM_SURROUNDINGS_H

#include <stdbool.h>

#include "devices/instance.h"
#include "devices/machine.h"
#include "settings/config.h"

/*
 * What columns say of an instance that is not read with it. It is read when a column asks for it
 * first, so that a list without these columns does not cost more, and is kept for the next one.
 */

/**
 * surroundings_node() - the node that the RAM of an instance is on, or would be on
 */
const struct node *surroundings_node(const struct instance *instance);

/**
 * surroundings_section() - the section of the configuration that lists an instance
 * @section: NULL when none does; one that is doubtful has no effect
 *
 * Return: false when an error in the configuration hides that. All of them are logged, once.
 */
bool surroundings_section(const struct entry **section, const struct instance *instance);

/**
 * surroundings_renew() - read the configuration again, as it may have changed
 *
 * Its errors are not logged: whoever has changed it has read it before, and has logged them.
 */
void surroundings_renew(void);

#endif
