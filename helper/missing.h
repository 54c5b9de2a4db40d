/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef DAX_KMEM_MISSING_H
#define DAX_KMEM_MISSING_H

#include "config.h"
#include "instance.h"

/* What is listed, and not there. */

/**
 * missing_say() - warn of each section that none of @all answers to
 *
 * It may be meant for another machine, or be a mistake.
 */
void missing_say(const struct config *config, const struct instances *all);

#endif
