/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef DAX_KMEM_WHY_STUCK_H
#define DAX_KMEM_WHY_STUCK_H

#include <stddef.h>
#include <stdint.h>

/*
 * Finds out why a block does not go offline: the kernel's log names a page that could not be moved,
 * and /proc/kpageflags tells what kinds of pages are left in the block.
 */

/**
 * stuck_begin() - call before offlining: remembers where the kernel's log ends now
 */
void stuck_begin(void);

/**
 * stuck_why() - what is known about a block that did not go offline since stuck_begin()
 * @why: "" when nothing is known
 */
void stuck_why(char *why, size_t size, uint64_t block, uint64_t block_size);

/**
 * stuck_kinds() - count the kinds of pages in a block: "pages in use: 2 of processes, 1 huge"
 * @flags: @count words of /proc/kpageflags
 */
void stuck_kinds(char *text, size_t size, const uint64_t *flags, size_t count);

#endif
