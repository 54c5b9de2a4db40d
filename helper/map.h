/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef DAX_KMEM_MAP_H
#define DAX_KMEM_MAP_H

#include <stdbool.h>

#include "exit.h"
#include "instance.h"

/**
 * map_instances() - draw each namespace from its first byte to its last, or list its parts as JSON
 *
 * Return: DK_DONE or DK_FAILED.
 */
enum exit_code map_instances(const struct instances *all, bool json);

#endif
