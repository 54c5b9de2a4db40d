/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef DAX_KMEM_CONFIG_MISSING_H
#define DAX_KMEM_CONFIG_MISSING_H

#include <stdbool.h>

#include "devices/instance.h"
#include "settings/config.h"

/* Instances that the configuration lists, and that are missing. */

/**
 * missing_any() - may a listed instance still have to appear, or to be bound to a driver?
 *
 * Always true when a name is listed: any number of instances may have that name. What a doubtful
 * section lists is not waited for.
 */
bool missing_any(const struct config *config);

/**
 * missing_say() - warn of each section that no instance in @all matches
 *
 * The section may be meant for another machine, or be a mistake. Doubtful ones are left out, as
 * their errors have been logged.
 */
void missing_say(const struct config *config, const struct instances *all);

#endif
