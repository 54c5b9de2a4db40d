/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef DAX_KMEM_CONFIG_MISSING_H
#define DAX_KMEM_CONFIG_MISSING_H

#include <stdbool.h>

#include "devices/instance.h"
#include "settings/config.h"

/* What is listed, and not there. */

/**
 * missing_any() - may anything that is listed still have to appear, or to meet its driver?
 *
 * A name may stand for any number of instances, so that one never knows.
 */
bool missing_any(const struct config *config);

/**
 * missing_say() - warn of each section that none of @all answers to
 *
 * It may be meant for another machine, or be a mistake.
 */
void missing_say(const struct config *config, const struct instances *all);

#endif
