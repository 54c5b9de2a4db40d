/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef DAX_KMEM_LIST_BLOCKS_H
#define DAX_KMEM_LIST_BLOCKS_H

#include <stdbool.h>

#include "base/exit.h"
#include "devices/instance.h"

/**
 * list_blocks() - draw each namespace from its first byte to its last, or list its parts as JSON
 * @bytes: sizes as a number of bytes
 *
 * Return: DK_DONE or DK_FAILED.
 */
enum exit_code list_blocks(const struct instances *all, bool json, bool bytes);

#endif
