/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef DAX_KMEM_WHY_STUCK_H
#define DAX_KMEM_WHY_STUCK_H

#include <stddef.h>
#include <stdint.h>

/*
 * Why does a block not go offline? The kernel's log names a page and what it is, and
 * /proc/kpageflags says what kinds of page are left in the block.
 */

/**
 * stuck_begin() - remember where the kernel's log ends now
 */
void stuck_begin(void);

/**
 * stuck_why() - what is known about a block that did not go offline since stuck_begin()
 * @why: "" when nothing is
 */
void stuck_why(char *why, size_t size, uint64_t block, uint64_t block_size);

/**
 * stuck_kinds() - sum up the flags of a block's pages, as in /proc/kpageflags
 * @flags: @count of them
 */
void stuck_kinds(char *text, size_t size, const uint64_t *flags, size_t count);

#endif
