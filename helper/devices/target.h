/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef DAX_KMEM_TARGET_H
#define DAX_KMEM_TARGET_H

#include "base/exit.h"
#include "devices/instance.h"

/**
 * target_find() - find the instance that a word on the command line means
 * @text: a UUID (info block's or label's), namespaceX.Y, /dev/daxX.Y, or daxX.Y
 * @found: set when DK_DONE is returned; points into @all
 *
 * daxX.Y may name one device on the nd bus and another one on the dax bus: then it is refused. An
 * instance that has the same UUID as another one is refused, too.
 *
 * Return: DK_DONE; DK_USAGE for a word of no such form; DK_IDENTITY with the reason logged.
 */
enum exit_code target_find(const struct instances *all, const char *text,
			   const struct instance **found);

#endif
