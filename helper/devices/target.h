/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef DAX_KMEM_TARGET_H
#define DAX_KMEM_TARGET_H

#include "base/exit.h"
#include "devices/instance.h"

/**
 * target_find() - the one instance that a word on the command line means
 * @text: a UUID (info block's or label's), namespaceX.Y, /dev/daxX.Y, or daxX.Y
 * @found: set when DK_DONE is returned; points into @all
 *
 * daxX.Y may name one device on the nd bus and another on the dax bus. Where the two readings
 * differ, neither is taken. An instance whose UUID another one carries too is never taken.
 *
 * Return: DK_DONE; DK_USAGE for a word of no such form; DK_IDENTITY with the reason logged.
 */
enum exit_code target_find(const struct instances *all, const char *text,
			   const struct instance **found);

#endif
